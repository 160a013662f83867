// A run with a second worker makes the rows of a run without one, whatever goes wrong.

#include "portal.hpp"

#include "../storage/temporary.hpp"
#include "catch.hpp"
#include "prorata/base/error.hpp"
#include "prorata/storage/faulty.hpp"
#include "prorata/storage/sqlite.hpp"

#include <thread>

using namespace portal;

namespace {

constexpr int customers = 24;
constexpr int batch = 5;
const std::string as_of = "2025-12-20";

using Digests = std::map<std::string, std::string>;

void require_same(const Digests& expected, Engine& engine) {
    REQUIRE(differences(expected, digests(engine)).empty());
}

Digests run_alone() {
    Portal portal;
    portal.begin();
    portal.add_customers(customers);
    (void)portal.run(as_of, batch);
    return digests(portal.engine);
}

/// A portal buys something in front of some commits, so that they conflict.
class Crowded : public storage::ForwardingStorage {
  public:
    explicit Crowded(storage::Storage& target) : ForwardingStorage(target) {}

    [[nodiscard]] storage::CommitResult commit(const storage::Changeset& changes) override {
        if (running && ++commits_ % 3 == 0 && bought_ < 3) buy();
        const auto result = target().commit(changes);
        conflicts += result.committed() ? 0 : 1;
        return result;
    }

    bool running = false;
    int conflicts = 0;

  private:
    void buy() {
        const std::string key = "late" + std::to_string(++bought_);
        Engine engine(target().another());
        (void)engine.perform({morning("2025-12-19"), "portal", key}, "subscribe",
                             purchase("a" + std::to_string(customers), key, "crm"));
    }
    int commits_ = 0;
    int bought_ = 0;
};

Digests run_in_a_crowd(int workers) {
    storage::MemoryStorage book;
    auto crowded = std::make_unique<Crowded>(book);
    Crowded& crowd = *crowded;
    Portal portal(std::move(crowded));
    portal.begin();
    portal.add_customers(customers);
    crowd.running = true;
    (void)portal.run(as_of, batch, workers);
    crowd.running = false;
    CHECK(crowd.conflicts >= 1);
    CHECK(portal.engine.verify().empty());
    return digests(portal.engine);
}

} // namespace

TEST_CASE("two workers make the rows of one, and report alike") {
    const temporary::File file("workers");
    const bool in_file = GENERATE(false, true);
    std::unique_ptr<storage::Storage> book;
    if (in_file)
        book = std::make_unique<storage::SqliteStorage>(file.path());
    else
        book = std::make_unique<storage::MemoryStorage>();
    Portal portal(std::move(book));
    portal.begin();
    portal.add_customers(customers);
    std::vector<std::int64_t> seen;
    RunOptions options{{}, 2, batch};
    options.progress = [&, caller = std::this_thread::get_id()](const RunProgress& progress) {
        CHECK(std::this_thread::get_id() == caller);
        seen.push_back(progress.accounts);
        return true;
    };
    const RunReport report = portal.engine.run(morning(as_of), options);
    CHECK(seen == std::vector<std::int64_t>{5, 10, 15, 20, 24});
    CHECK(report.accounts == customers);
    CHECK(report.batches == 6); // the last one finishes the run
    require_same(run_alone(), portal.engine);
    CHECK(portal.engine.run(morning(as_of), options) ==
          RunReport{report.run, report.accounts, report.charges, 0});
}

TEST_CASE("a run whose commits conflict makes its batches again, with two workers as with one") {
    const Digests alone = run_in_a_crowd(1);
    CHECK(differences(alone, run_in_a_crowd(2)).empty());
}

TEST_CASE("a run with two workers that fails at any commit goes on when it is run again") {
    const Digests expected = run_alone();
    using Mode = storage::FaultyStorage::Mode;
    const Mode mode = GENERATE(Mode::error, Mode::unknown_before, Mode::unknown_after);
    for (int nth = 1;; ++nth) {
        storage::MemoryStorage book;
        auto faulty = std::make_unique<storage::FaultyStorage>(book);
        storage::FaultyStorage& storage = *faulty;
        Portal portal(std::move(faulty));
        portal.begin();
        portal.add_customers(customers);
        storage.fail(nth, mode);
        try {
            (void)portal.run(as_of, batch, 2);
            CHECK(nth > 7); // beginning, five batches, the end
            break;
        } catch (const Error& error) {
            CHECK(error.code() == ErrorCode::storage_failed);
        }
        storage.fail(0, mode);
        (void)portal.run(as_of, batch, 2);
        INFO("operation " << nth);
        require_same(expected, portal.engine);
    }
}

TEST_CASE("a run with two workers that is cancelled goes on when it is run again") {
    const Digests expected = run_alone();
    for (int wanted = 1; wanted <= 5; ++wanted) {
        Portal portal;
        portal.begin();
        portal.add_customers(customers);
        RunOptions options{{}, 2, batch};
        int batches = 0;
        options.progress = [&](const RunProgress&) { return ++batches < wanted; };
        CHECK_THROWS_AS(portal.engine.run(morning(as_of), options), Error);
        CHECK(Sheet(portal.engine, "run").at(0, "accounts") == std::min(wanted * batch, customers));
        (void)portal.run(as_of, batch, 2);
        require_same(expected, portal.engine);
    }
}

TEST_CASE("a run names every option that is out of range") {
    Portal portal;
    portal.begin();
    try {
        (void)portal.run(as_of, 0, 3);
        FAIL("it ran");
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::invalid_argument);
        CHECK(error.faults().size() == 2);
    }
    CHECK(Sheet(portal.engine, "run").rows() == 0);
}

TEST_CASE("a run command whose answer was lost is answered alike") {
    Portal portal;
    portal.begin();
    portal.add_customers(customers);
    const RunReport made = portal.run(as_of, batch); // killed before its command was journalled
    const auto answer = portal.say(as_of, "run", {{"workers", "2"}});
    CHECK(answer.value().at("run") == std::to_string(made.run));
    CHECK(answer.value().at("accounts") == std::to_string(customers));
    CHECK(answer.value().at("charges") == std::to_string(made.charges));
}
