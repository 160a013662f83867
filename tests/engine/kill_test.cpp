// A run that is killed (SIGKILL) before or after any commit, or at any moment, and run again ends
// in the book of a run that was never killed (R57).

#include "portal.hpp"

#include "../storage/temporary.hpp"
#include "catch.hpp"
#include "prorata/storage/forwarding.hpp"
#include "prorata/storage/sqlite.hpp"

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
    for (int i = 1; i <= accounts; ++i) {
        const std::string name = "a" + std::to_string(i);
        portal.add_account(name, {{"terms", i % 3 == 0 ? "prepaid" : "postpaid"}});
        (void)portal.say("2025-11-01", "subscribe",
                         purchase(name, name, i % 2 == 0 ? "crm" : "day",
                                  {{"quantity.seat", std::to_string(1 + i % 5)}}));
        if (i % 3 == 0) {
            (void)portal.say("2025-11-02", "pay",
                             {{"account", name},
                              {"payer", "p1"},
                              {"seller", "rus"},
                              {"number", name},
                              {"amount", "700.00 RUB"}});
        }
        if (i % 7 == 0) {
            (void)portal.say("2025-11-05", "set_quantity",
                             {{"subscription", name}, {"component", "seat"}, {"quantity", "7"}});
        }
    }
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
bool run_and_kill(const std::string& path, int moment, unsigned microseconds) {
    const pid_t child = ::fork();
    if (child == 0) {
        Portal portal(std::make_unique<KillingStorage>(
            std::make_unique<storage::SqliteStorage>(path), moment));
        (void)portal.run("2025-12-20", batch);
        ::_exit(0);
    }
    if (microseconds > 0) {
        ::usleep(microseconds);
        (void)::kill(child, SIGKILL);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    return WIFSIGNALED(status);
}

} // namespace

TEST_CASE("a run killed at every commit boundary, and at any moment, ends as one never killed") {
    const temporary::File start("kill-start");
    const temporary::File file("kill");
    fill(start.path());
    copy(start.path(), file.path());
    const auto expected = run_to_the_end(file.path());
    int boundaries = 0;
    for (;; ++boundaries) {
        copy(start.path(), file.path());
        if (!run_and_kill(file.path(), boundaries, 0)) break;
        INFO("killed at boundary " << boundaries);
        REQUIRE(differences(expected, run_to_the_end(file.path())).empty());
    }
    CHECK(boundaries >= 2 * accounts / batch);
    int killed = 0;
    for (int i = 0; i < PRORATA_KILLS; ++i) {
        copy(start.path(), file.path());
        const auto after = static_cast<unsigned>(1000 + (i * 7919) % 60 * 5000);
        killed += run_and_kill(file.path(), -1, after) ? 1 : 0;
        INFO("killed after " << after << " microseconds");
        REQUIRE(differences(expected, run_to_the_end(file.path())).empty());
    }
    std::cout << boundaries << " boundaries, " << killed << " of " << PRORATA_KILLS
              << " random moments\n";
}
