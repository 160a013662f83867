// A run that is killed (SIGKILL) before or after any commit, or at any moment, and run again ends
// in the book of a run that was never killed (R57).

#include "portal.hpp"

#include "../storage/temporary.hpp"
#include "catch.hpp"
#include "prorata/storage/forwarding.hpp"
#include "prorata/storage/sqlite.hpp"

#include <chrono>
#include <csignal>
#include <filesystem>
#include <iostream>
#include <sys/wait.h>
#include <unistd.h>

using namespace portal;

namespace {

constexpr int accounts = PRORATA_KILLED_ACCOUNTS;
constexpr int batch = 10;

/// Kills its process before the n-th commit if n is even, after it if n is odd.
class KillingStorage : public storage::ForwardingStorage {
  public:
    KillingStorage(std::unique_ptr<storage::Storage> target, int moment)
        : ForwardingStorage(*target), owned_(std::move(target)), moment_(moment) {}

    [[nodiscard]] storage::CommitResult commit(const storage::Changeset& changes) override {
        if (seen_++ == moment_) (void)::kill(::getpid(), SIGKILL);
        const auto result = target().commit(changes);
        if (seen_++ == moment_) (void)::kill(::getpid(), SIGKILL);
        return result;
    }

  private:
    std::unique_ptr<storage::Storage> owned_;
    int moment_;
    int seen_ = 0;
};

void fill(const std::string& path) {
    Portal portal(std::make_unique<storage::SqliteStorage>(path));
    portal.begin();
    portal.add_customers(accounts);
}

void copy(const std::string& from, const std::string& to) {
    for (const char* suffix : {"-wal", "-shm"})
        std::filesystem::remove(to + suffix);
    std::filesystem::copy_file(from, to, std::filesystem::copy_options::overwrite_existing);
}

std::map<std::string, std::string> run_to_the_end(const std::string& path) {
    Portal portal(std::make_unique<storage::SqliteStorage>(path));
    (void)portal.run("2025-12-20", batch);
    return digests(portal.engine);
}

/// Runs in a child that is killed at the moment, or after some microseconds. True if it was killed.
bool run_and_kill(const std::string& path, int workers, int moment, std::int64_t microseconds) {
    const pid_t child = ::fork();
    if (child == 0) {
        Portal portal(std::make_unique<KillingStorage>(
            std::make_unique<storage::SqliteStorage>(path), moment));
        (void)portal.run("2025-12-20", batch, workers);
        ::_exit(0);
    }
    if (microseconds > 0) {
        ::usleep(static_cast<useconds_t>(microseconds));
        (void)::kill(child, SIGKILL);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    return WIFSIGNALED(status);
}

/// How long a child takes that is not killed.
std::int64_t microseconds_of_a_run(const std::string& path, int workers) {
    const auto start = std::chrono::steady_clock::now();
    REQUIRE_FALSE(run_and_kill(path, workers, -1, 0));
    const auto taken = std::chrono::steady_clock::now() - start;
    return std::chrono::duration_cast<std::chrono::microseconds>(taken).count();
}

} // namespace

TEST_CASE("a run killed at every commit boundary, and at any moment, ends as one never killed") {
    const int workers = GENERATE(1, 2);
    const temporary::File start("kill-start");
    const temporary::File file("kill");
    fill(start.path());
    copy(start.path(), file.path());
    const auto expected = run_to_the_end(file.path());
    int boundaries = 0;
    for (;; ++boundaries) {
        copy(start.path(), file.path());
        if (!run_and_kill(file.path(), workers, boundaries, 0)) break;
        INFO("killed at boundary " << boundaries);
        REQUIRE(differences(expected, run_to_the_end(file.path())).empty());
    }
    CHECK(boundaries >= 2 * accounts / batch);
    copy(start.path(), file.path());
    const std::int64_t length = microseconds_of_a_run(file.path(), workers);
    int killed = 0;
    for (int i = 0; killed < PRORATA_KILLS && i < 5 * PRORATA_KILLS; ++i) {
        copy(start.path(), file.path());
        const std::int64_t after = 1 + length * (i * 619 % 1000) / 1000;
        killed += run_and_kill(file.path(), workers, -1, after) ? 1 : 0;
        INFO("killed after " << after << " microseconds");
        REQUIRE(differences(expected, run_to_the_end(file.path())).empty());
    }
    CHECK(killed > 0);
    std::cout << "checked: " << workers << " workers: killed at " << boundaries
              << " boundaries and at " << killed << " moments of a run of " << length
              << " microseconds\n";
}
