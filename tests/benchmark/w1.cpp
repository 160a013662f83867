// Workload W1, the monthly run of the engine, beside its floors.
//
// Every changeset that the run commits is written three times, in turn: by the engine, by the plain
// floor and by the tuned one, each into a book of its own. So a noisy machine is noisy for all.

#include "floor.hpp"
#include "prorata/engine/engine.hpp"
#include "prorata/storage/forwarding.hpp"
#include "prorata/storage/sqlite.hpp"
#include "repository/schema.hpp"
#include "world.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

namespace files = std::filesystem;
namespace storage = prorata::storage;
using Clock = std::chrono::steady_clock;

struct Options {
    std::int64_t subscriptions = 20'000;
    int months = 2;
    int repetitions = 1;
    bool floors = true;
    bool check = false;
    files::path dir = files::temp_directory_path() / "prorata-w1";
    std::string json;
};

constexpr const char* usage =
    "usage: w1 [--subscriptions N] [--months N] [--repetitions N] [--dir DIR] [--json FILE]\n"
    "          [--no-floors]  the engine alone: its own peak memory, and for profilers\n"
    "          [--check]      fails unless all three books hold the same rows\n";

Options read_options(const std::vector<std::string>& words) {
    Options options;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& word = words[i];
        if (word == "--help") {
            std::cout << usage;
            std::exit(0);
        }
        if (word == "--check" || word == "--no-floors") {
            (word == "--check" ? options.check : options.floors) = word == "--check";
            continue;
        }
        if (++i == words.size()) throw std::runtime_error(word + " needs a value\n" + usage);
        if (word == "--subscriptions") {
            options.subscriptions = std::stoll(words[i]);
        } else if (word == "--months") {
            options.months = std::stoi(words[i]);
        } else if (word == "--repetitions") {
            options.repetitions = std::stoi(words[i]);
        } else if (word == "--dir") {
            options.dir = words[i];
        } else if (word == "--json") {
            options.json = words[i];
        } else {
            throw std::runtime_error("there is no option " + word + "\n" + usage);
        }
    }
    return options;
}

/// Seconds of one month.
struct Cost {
    double engine = 0;
    double plain = 0;
    double tuned = 0;
    std::int64_t rows = 0;
    double peak_mib = 0;
};

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

double peak_mib() {
    rusage usage_of{};
    getrusage(RUSAGE_SELF, &usage_of);
    return static_cast<double>(usage_of.ru_maxrss) / 1024;
}

/// The engine's book, with the floors writing behind it what it commits.
class Side : public storage::ForwardingStorage {
  public:
    Side(storage::Storage& target, const files::path& dir, bool floors)
        : ForwardingStorage(target) {
        if (!floors) return;
        plain_ = std::make_unique<benchmark::PlainFloor>(dir / "plain.prorata");
        tuned_ = std::make_unique<storage::SqliteStorage>(dir / "tuned.prorata");
        tuned_->install(prorata::book_schema());
    }

    [[nodiscard]] storage::CommitResult commit(const storage::Changeset& changes) override {
        const auto result = target().commit(changes);
        if (!result.committed()) return result;
        for (const auto* batches : {&changes.updates, &changes.inserts}) {
            for (const storage::RowBatch& batch : *batches)
                cost.rows += static_cast<std::int64_t>(batch.rows());
        }
        if (plain_ == nullptr) return result;
        auto start = Clock::now();
        plain_->commit(changes);
        cost.plain += seconds_since(start);
        start = Clock::now();
        if (!tuned_->commit(changes).committed()) throw std::runtime_error("tuned: conflict");
        cost.tuned += seconds_since(start);
        return result;
    }

    Cost cost;

  private:
    std::unique_ptr<benchmark::PlainFloor> plain_;
    std::unique_ptr<storage::SqliteStorage> tuned_;
};

Cost run_month(Side& side, std::int64_t subscriptions, int month) {
    benchmark::change_quantities(side, subscriptions, month);
    prorata::Engine engine(
        std::make_unique<storage::ForwardingStorage>(static_cast<storage::Storage&>(side)));
    side.cost = {};
    const auto start = Clock::now();
    const auto as_of =
        prorata::Instant::parse(benchmark::first_of(month + 1).text() + "T06:00:00Z");
    const auto report = engine.run(as_of, {});
    side.cost.engine = seconds_since(start) - side.cost.plain - side.cost.tuned;
    if (report.charges < subscriptions) throw std::runtime_error("the run charged too little");
    side.cost.peak_mib = peak_mib();
    return side.cost;
}

/// A digest of every row of a book, by FNV-1a.
std::uint64_t digest(const files::path& path) {
    storage::SqliteStorage book(path);
    book.install(prorata::book_schema());
    std::uint64_t sum = 14695981039346656037U;
    for (const storage::Table& table : prorata::book_schema().tables()) {
        storage::RowBatch batch(table);
        book.read({&table}, batch);
        for (std::size_t row = 0; row < batch.rows(); ++row) {
            for (const storage::Cell& cell : batch.row(row)) {
                const std::string text = cell.is_null() ? "null"
                                         : cell.kind == storage::CellKind::integer
                                             ? std::to_string(cell.integer)
                                             : std::string(cell.view());
                for (const char c : text + '|')
                    sum = (sum ^ static_cast<unsigned char>(c)) * 1099511628211U;
            }
        }
    }
    return sum;
}

void check(const files::path& dir) {
    const auto wanted = digest(dir / "engine.prorata");
    for (const char* floor : {"plain.prorata", "tuned.prorata"}) {
        if (digest(dir / floor) != wanted) {
            throw std::runtime_error(std::string(floor) + " holds other rows than the engine's");
        }
    }
    std::printf("all books hold the same rows: %016llx\n", static_cast<unsigned long long>(wanted));
}

double median(std::vector<double> figures) {
    std::sort(figures.begin(), figures.end());
    return figures[figures.size() / 2];
}

using Costs = std::vector<std::vector<Cost>>; // [month][repetition]

double median(const std::vector<Cost>& costs, double Cost::*figure) {
    std::vector<double> figures;
    for (const Cost& cost : costs)
        figures.push_back(cost.*figure);
    return median(std::move(figures));
}

double ratio(const std::vector<Cost>& costs, double Cost::*floor) {
    std::vector<double> ratios;
    for (const Cost& cost : costs)
        ratios.push_back(cost.*floor > 0 ? cost.engine / cost.*floor : 0);
    return median(std::move(ratios));
}

void print(const Options& options, const Costs& costs) {
    std::printf("W1, %lld subscriptions, medians of %d\n",
                static_cast<long long>(options.subscriptions), options.repetitions);
    std::printf("month      rows  engine s   plain s   tuned s  to plain  to tuned  peak MiB\n");
    for (std::size_t month = 0; month < costs.size(); ++month) {
        const auto& of = costs[month];
        std::printf("%5zu  %8lld  %8.3f  %8.3f  %8.3f  %8.2f  %8.2f  %8.1f\n", month + 1,
                    static_cast<long long>(of.front().rows), median(of, &Cost::engine),
                    median(of, &Cost::plain), median(of, &Cost::tuned), ratio(of, &Cost::plain),
                    ratio(of, &Cost::tuned), median(of, &Cost::peak_mib));
    }
}

void write_json(const Options& options, const Costs& costs) {
    std::ofstream out(options.json);
    out << "{\"workload\": \"W1\", \"subscriptions\": " << options.subscriptions
        << ", \"months\": [";
    for (std::size_t month = 0; month < costs.size(); ++month) {
        const auto& of = costs[month];
        out << (month == 0 ? "\n" : ",\n") << "  {\"rows\": " << of.front().rows
            << ", \"engine\": " << median(of, &Cost::engine)
            << ", \"plain\": " << median(of, &Cost::plain)
            << ", \"tuned\": " << median(of, &Cost::tuned)
            << ", \"to_plain\": " << ratio(of, &Cost::plain)
            << ", \"to_tuned\": " << ratio(of, &Cost::tuned)
            << ", \"peak_mib\": " << median(of, &Cost::peak_mib) << "}";
    }
    out << "\n]}\n";
}

void measure(const Options& options, Costs& costs) {
    files::remove_all(options.dir);
    files::create_directories(options.dir);
    storage::SqliteStorage book(options.dir / "engine.prorata");
    benchmark::create_world(book, options.subscriptions);
    if (options.floors) {
        book.snapshot(options.dir / "plain.prorata");
        book.snapshot(options.dir / "tuned.prorata");
    }
    Side side(book, options.dir, options.floors);
    for (int month = 0; month < options.months; ++month) {
        const Cost cost = run_month(side, options.subscriptions, month);
        costs[static_cast<std::size_t>(month)].push_back(cost);
    }
}

void run(const Options& options) {
    Costs costs(static_cast<std::size_t>(options.months));
    for (int repetition = 0; repetition < options.repetitions; ++repetition)
        measure(options, costs);
    print(options, costs);
    if (!options.json.empty()) write_json(options, costs);
    if (options.check) check(options.dir);
    files::remove_all(options.dir);
}

} // namespace

int main(int count, char** words) {
    try {
        run(read_options({words + 1, words + count}));
        return 0;
    } catch (const std::exception& fault) {
        std::cerr << "w1: " << fault.what() << "\n";
        return 1;
    }
}
