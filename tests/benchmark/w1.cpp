// Workload W1, the monthly run of the engine, beside its floors.
//
// Every changeset that the run commits is written three times, in turn: by the engine, by the plain
// floor and by the tuned one, each into a book of its own. So a noisy machine is noisy for all.
// Two workers are measured without floors, which would wait for the disk beside them, in turn with
// runs of one worker without floors.

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
    int workers = 1; // without floors
    files::path dir = files::temp_directory_path() / "prorata-w1";
    std::string json;
};

constexpr const char* usage =
    "usage: w1 [--subscriptions N] [--months N] [--repetitions N] [--dir DIR] [--json FILE]\n"
    "          [--no-floors]  the engine alone: its own peak memory, and for profilers\n"
    "          [--workers N]  its threads then, 1 or 2\n"
    "          [--check]      fails unless all books hold the same rows, that of two workers too\n";

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
        } else if (word == "--workers") {
            options.workers = std::stoi(words[i]);
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

/// One month of the engine, with the quantities that change in it; the seconds of the run alone.
double run_month(storage::Storage& book, std::int64_t subscriptions, int month, int workers) {
    prorata::Engine engine(std::make_unique<storage::ForwardingStorage>(book));
    const auto start = Clock::now();
    const auto as_of =
        prorata::Instant::parse(benchmark::first_of(month + 1).text() + "T06:00:00Z");
    const auto report = engine.run(as_of, {{}, workers});
    if (report.charges < subscriptions) throw std::runtime_error("the run charged too little");
    return seconds_since(start);
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
    for (const char* other : {"plain.prorata", "tuned.prorata", "two.prorata"}) {
        if (digest(dir / other) != wanted) {
            throw std::runtime_error(std::string(other) + " holds other rows than the engine's");
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

void print_head(const Options& options) {
    std::printf("W1, %lld subscriptions\n", static_cast<long long>(options.subscriptions));
    std::printf("month      rows  engine s   plain s   tuned s  to plain  to tuned  peak MiB\n");
}

void print(std::size_t month, const std::vector<Cost>& of) {
    std::printf("%5zu  %8lld  %8.3f  %8.3f  %8.3f  %8.2f  %8.2f  %8.1f\n", month + 1,
                static_cast<long long>(of.front().rows), median(of, &Cost::engine),
                median(of, &Cost::plain), median(of, &Cost::tuned), ratio(of, &Cost::plain),
                ratio(of, &Cost::tuned), median(of, &Cost::peak_mib));
    std::fflush(stdout);
}

void write_json(const Options& options, const Costs& costs) {
    std::ofstream out(options.json);
    out << "{\"workload\": \"W1\", \"subscriptions\": " << options.subscriptions
        << ", \"repetitions\": " << options.repetitions << ", \"months\": [";
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

/// The engine beside its floors, each on a book of its own; they begin alike.
class World {
  public:
    explicit World(const Options& options) : options_(options) {
        files::remove_all(options.dir);
        files::create_directories(options.dir);
        book_ = open("engine.prorata");
        benchmark::create_world(*book_, options.subscriptions);
        if (!options.floors) return;
        for (const char* copy : {"plain.prorata", "tuned.prorata"})
            book_->snapshot(options.dir / copy);
        if (!options.check) return;
        book_->snapshot(options.dir / "two.prorata");
        two_ = open("two.prorata");
        two_->install(prorata::book_schema());
    }

    Cost month(int month) {
        if (!side_) side_ = std::make_unique<Side>(*book_, options_.dir, options_.floors);
        benchmark::change_quantities(*side_, options_.subscriptions, month);
        if (two_) benchmark::change_quantities(*two_, options_.subscriptions, month);
        side_->cost = {};
        const int workers = options_.floors ? 1 : options_.workers;
        const double all = run_month(*side_, options_.subscriptions, month, workers);
        side_->cost.engine = all - side_->cost.plain - side_->cost.tuned;
        if (two_) (void)run_month(*two_, options_.subscriptions, month, 2);
        side_->cost.peak_mib = peak_mib();
        return side_->cost;
    }

  private:
    [[nodiscard]] std::unique_ptr<storage::SqliteStorage> open(const char* name) const {
        return std::make_unique<storage::SqliteStorage>(options_.dir / name);
    }

    const Options& options_;
    std::unique_ptr<storage::SqliteStorage> book_;
    std::unique_ptr<storage::SqliteStorage> two_; // of two workers, for the check
    std::unique_ptr<Side> side_;
};

void run(const Options& options) {
    Costs costs(static_cast<std::size_t>(options.months));
    print_head(options);
    for (int repetition = 0; repetition < options.repetitions; ++repetition) {
        World world(options);
        for (std::size_t month = 0; month < costs.size(); ++month) {
            costs[month].push_back(world.month(static_cast<int>(month)));
            print(month, {costs[month].back()}); // what is measured is not lost
        }
    }
    if (options.repetitions > 1) {
        std::printf("medians of %d\n", options.repetitions);
        for (std::size_t month = 0; month < costs.size(); ++month)
            print(month, costs[month]);
    }
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
