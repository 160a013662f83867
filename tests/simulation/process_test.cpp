// Several processes run, buy and pay in one book at once, and step aside between what they read and
// what they write: nothing is billed twice, no number is missing, no update is lost (R57, F14-F16).

#include "../engine/portal.hpp"
#include "../storage/temporary.hpp"

#include "prorata/storage/forwarding.hpp"
#include "prorata/storage/sqlite.hpp"

#include "catch.hpp"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iostream>
#include <random>
#include <set>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace portal;

namespace {

constexpr int processes = PRORATA_PROCESSES;
constexpr int accounts = PRORATA_PROCESS_ACCOUNTS;
constexpr int purchases = PRORATA_PROCESS_PURCHASES; ///< Of each process.

/// Sleeps a little before a commit, now and then: others come between reading and writing.
class YieldingStorage : public storage::ForwardingStorage {
  public:
    YieldingStorage(std::unique_ptr<storage::Storage> target, unsigned seed)
        : ForwardingStorage(*target), owned_(std::move(target)), random_(seed) {}

    [[nodiscard]] storage::CommitResult commit(const storage::Changeset& changes) override {
        if (random_() % 3 == 0) {
            std::this_thread::sleep_for(std::chrono::microseconds(random_() % 3000));
        }
        return target().commit(changes);
    }

  private:
    std::unique_ptr<storage::Storage> owned_;
    std::mt19937 random_;
};

void fill(const std::string& path) {
    Portal portal(std::make_unique<storage::SqliteStorage>(path));
    portal.begin();
    for (int i = 0; i < accounts; ++i) {
        const std::string name = "a" + std::to_string(i);
        portal.add_account(name,
                           {{"terms", "postpaid"}, {"due_days", "3660"}, {"block_days", "3660"}});
        (void)portal.say("2025-11-01", "subscribe", purchase(name, name, "crm"));
    }
}

class Worker {
  public:
    Worker(const std::string& path, int number)
        : number_(number), random_(static_cast<unsigned>(number) + 1),
          engine_(std::make_unique<YieldingStorage>(std::make_unique<storage::SqliteStorage>(path),
                                                    static_cast<unsigned>(number))),
          log_(path + "." + std::to_string(number)) {}

    void work() {
        for (int i = 0; i < purchases; ++i) {
            const std::string key = "p" + std::to_string(number_) + "-" + std::to_string(i);
            const std::string account =
                "a" + std::to_string(random_() % static_cast<unsigned>(accounts));
            const auto begun = std::chrono::steady_clock::now();
            say("2025-12-20", key, "subscribe", purchase(account, key, "crm"));
            const auto took = std::chrono::steady_clock::now() - begun;
            log_ << std::chrono::duration_cast<std::chrono::microseconds>(took).count() << '\n';
            if (i % 3 == 0) pay(account, key);
            if (i % 5 == number_ % 5) run();
        }
        run();
    }

  private:
    /// A command that lost against others too often says busy, and is said again: that is its duty.
    void say(const std::string& day, const std::string& key, const std::string& command,
             const Arguments& arguments) {
        again([&] {
            const auto outcome =
                engine_.perform({morning(day), "worker", command + key}, command, arguments);
            if (outcome.declined()) throw std::runtime_error(outcome.decline().message);
        });
    }
    void pay(const std::string& account, const std::string& key) {
        say("2025-12-20", key, "pay",
            {{"account", account},
             {"payer", "p1"},
             {"seller", "rus"},
             {"number", key},
             {"amount", "10.00 RUB"}});
    }
    void run() {
        again([&] { (void)engine_.run(morning("2025-12-20"), {}); });
    }
    template <class Call>
    static void again(const Call& call) {
        for (;;) {
            try {
                call();
                return;
            } catch (const Error& error) {
                if (error.code() != ErrorCode::busy) throw;
            }
        }
    }

    int number_;
    std::mt19937 random_;
    Engine engine_;
    std::ofstream log_;
};

pid_t spawn(const std::string& path, int number) {
    const pid_t child = ::fork();
    if (child != 0) return child;
    int code = 0;
    try {
        Worker(path, number).work();
    } catch (const std::exception& error) {
        std::cerr << "process " << number << ": " << error.what() << '\n';
        code = 1;
    }
    ::_exit(code);
}

std::vector<long> latencies(const std::string& path) {
    std::vector<long> all;
    for (int number = 0; number < processes; ++number) {
        const std::string name = path + "." + std::to_string(number);
        std::ifstream log(name);
        for (long one = 0; log >> one;)
            all.push_back(one);
        ::unlink(name.c_str());
    }
    std::sort(all.begin(), all.end());
    return all;
}

} // namespace

TEST_CASE("processes that run and buy at once bill nothing twice and lose nothing") {
    const temporary::File file("processes");
    fill(file.path());
    std::vector<pid_t> children;
    for (int number = 0; number < processes; ++number)
        children.push_back(spawn(file.path(), number));
    for (const pid_t child : children) {
        int status = 0;
        REQUIRE(::waitpid(child, &status, 0) == child);
        CHECK(status == 0);
    }
    const auto took = latencies(file.path());
    REQUIRE(took.size() == static_cast<std::size_t>(processes * purchases));
    std::cout << "checked: " << processes << " processes, " << took.size()
              << " purchases; microseconds: median " << took[took.size() / 2]
              << ", 99th percentile " << took[took.size() * 99 / 100] << '\n';

    Portal portal(std::make_unique<storage::SqliteStorage>(file.path()));
    (void)portal.run("2025-12-21");
    const auto findings = portal.engine.verify();
    for (const Finding& finding : findings)
        UNSCOPED_INFO(finding.rule << ' ' << finding.table << ' ' << finding.message);
    CHECK(findings.empty()); // gapless numbers, days charged once, balances are their postings
    CHECK(Sheet(portal.engine, "subscription").rows() ==
          static_cast<std::size_t>(accounts + processes * purchases));
    CHECK(Sheet(portal.engine, "payment").rows() ==
          static_cast<std::size_t>(processes * ((purchases + 2) / 3)));
    const Sheet charges(portal.engine, "charge");
    std::set<std::pair<std::int64_t, std::int64_t>> december;
    const std::int64_t from = Date(2025, 12, 1).days();
    for (std::size_t row = 0; row < charges.rows(); ++row) {
        if (charges.at(row, "period_on") >= from && charges.at(row, "sign") == 1)
            december.emplace(charges.at(row, "subscription"), charges.at(row, "component"));
    }
    CHECK(december.size() >= static_cast<std::size_t>(accounts + processes * purchases));
}
