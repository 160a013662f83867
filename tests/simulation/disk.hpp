#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <random>
#include <string>
#include <vector>

namespace simulation {

using Bytes = std::vector<unsigned char>;

/// While one lives, memory that is made to fail does not: what the disk itself takes is not tested,
/// and no exception may cross SQLite.
class Calm {
  public:
    Calm() noexcept { ++depth; }
    ~Calm() { --depth; }
    Calm(const Calm&) = delete;
    Calm& operator=(const Calm&) = delete;
    [[nodiscard]] static bool now() noexcept { return depth > 0; }

  private:
    static inline thread_local int depth = 0;
};

/// What goes wrong.
enum class Damage : std::uint8_t {
    none,
    cut_lost,      ///< Power cut: all that was not synced is lost, names of files as well.
    cut_kept,      ///< Power cut: all that was written is there, as after kill -9.
    cut_reordered, ///< Power cut: each unsynced write and name is there or not, by the seed.
    cut_torn,      ///< Power cut: the last write is there in part.
    io_error,      ///< The operation fails; a write may have been done in part.
    disk_full,     ///< A write or a new file finds no room; a write is done in part.
    sync_failed,   ///< A sync fails and what it should have synced never reaches the disk.
};

enum class Operation : std::uint8_t {
    open,
    create,
    read,
    write,
    truncate,
    sync,
    size,
    erase,
    access,
    lock,
    map,
};

/// The n-th operation that the damage can hit goes wrong; n = 0 is never.
struct Failure {
    Damage damage = Damage::none;
    std::int64_t at = 0;
    bool sticky = false; ///< All after it as well, until the disk is healed.
    std::uint32_t seed = 1;
};

[[nodiscard]] const char* name(Damage damage);
[[nodiscard]] bool is_cut(Damage damage);

/// A directory in memory that knows what of it would survive a power cut.
///
/// A name survives when its directory was synced after it was made; bytes survive when their file
/// was synced after they were written. `Mounted` makes it what SQLite opens its files on.
///
/// Threads: as many as like, one operation at a time.
class Disk {
  public:
    /// A change that a file has not synced; a truncation has no bytes.
    struct Change {
        std::size_t at;
        Bytes bytes;
        bool truncates;
    };
    struct Inode {
        Bytes live;
        Bytes durable;
        std::vector<Change> unsynced;
        // Locks and shared memory of SQLite, of all handles together.
        int shared = 0;
        const void* reserved = nullptr;
        const void* pending = nullptr;
        std::vector<std::unique_ptr<unsigned char[]>> memory;
        int mapped = 0;
        int memory_shared[8] = {};
        const void* memory_exclusive[8] = {};
    };
    using File = std::shared_ptr<Inode>;
    using Image = std::map<std::string, Bytes>;

    Disk() = default;
    explicit Disk(const Image& image);

    /// Counts from here; the fault strikes once its turn comes.
    void plan(const Failure& failure);
    /// Operations since `plan` that its damage could have hit.
    [[nodiscard]] std::int64_t operations() const noexcept { return operations_; }
    [[nodiscard]] bool struck() const noexcept { return struck_; }
    [[nodiscard]] bool off() const noexcept { return off_; }
    /// Nothing fails any more; a disk without power stays off.
    void heal() noexcept { failure_ = {}; }
    /// Cuts the power now, between two operations.
    void cut(Damage style, std::uint32_t seed = 1);
    /// What a machine finds that is switched on after the power was cut.
    [[nodiscard]] Image survivors() const;
    /// All files as they are.
    [[nodiscard]] Image image() const;

    // What the VFS calls: each answers a result code of SQLite.
    int open(const std::string& path, bool may_create, File& file, bool& created);
    int read(Inode& file, unsigned char* into, std::size_t amount, std::size_t at);
    int write(Inode& file, const unsigned char* bytes, std::size_t amount, std::size_t at);
    int truncate(Inode& file, std::size_t size);
    int sync(Inode& file, bool directory);
    int size(Inode& file, std::size_t& bytes);
    int erase(const std::string& path, bool sync_directory);
    int access(const std::string& path, bool& there);
    int allow(Operation operation);

    std::recursive_mutex mutex;

  private:
    using Names = std::map<std::string, File>;

    static void apply(Bytes& bytes, const Change& change);
    static void put(Inode& file, const unsigned char* bytes, std::size_t amount, std::size_t at);
    [[nodiscard]] bool strikes(Operation operation);
    [[nodiscard]] Bytes surviving(const Inode& file, std::mt19937& random) const;

    Names names_;
    Names durable_names_;
    Failure failure_;
    std::int64_t operations_ = 0;
    bool struck_ = false;
    bool off_ = false;
    Damage cut_ = Damage::none;
    std::uint32_t seed_ = 1;
};

/// Makes a disk the place of all files that SQLite opens in this process, until it is destroyed.
class Mounted {
  public:
    explicit Mounted(Disk& disk);
    ~Mounted();
    Mounted(const Mounted&) = delete;
    Mounted& operator=(const Mounted&) = delete;

  private:
    Disk* before_;
};

} // namespace simulation
