#pragma once

#include <filesystem>
#include <string>
#include <unistd.h>

namespace temporary {

/// The path of a book that is removed, with what SQLite keeps beside it, when the test ends.
class File {
  public:
    explicit File(const std::string& name)
        : path_((std::filesystem::temp_directory_path() /
                 ("prorata-" + name + "-" + std::to_string(::getpid()) + ".db"))
                    .string()) {
        remove();
    }
    ~File() { remove(); }
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    [[nodiscard]] const std::string& path() const noexcept { return path_; }

  private:
    void remove() const {
        std::error_code ignored;
        for (const char* suffix : {"", "-wal", "-shm", "-journal"}) {
            std::filesystem::remove(path_ + suffix, ignored);
        }
    }

    std::string path_;
};

} // namespace temporary
