#include "variant.hpp"

#include "floor.hpp"
#include "month_run.hpp"
#include "prorata/storage/sqlite.hpp"
#include "repository/schema.hpp"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <malloc.h>
#include <stdexcept>

namespace benchmark {

namespace {

using Clock = std::chrono::steady_clock;
using prorata::storage::SqliteStorage;

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Makes the kernel count the peak anew, where it can, without what making the world left behind.
void forget_peak() {
    malloc_trim(0);
    std::ofstream("/proc/self/clear_refs") << "5";
}

double peak_mib() {
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;) {
        double kib = 0;
        if (word == "VmHWM:" && status >> kib) return kib / 1024;
    }
    return 0;
}

void commit_to(SqliteStorage& book, const Changeset& changes) {
    if (!book.commit(changes).committed()) throw std::runtime_error("the run lost a row");
}

/// The rows are built while the clock stands: a floor only writes.
double run_floor(Floor::Kind kind, const std::string& path, int month_number) {
    SqliteStorage book(path);
    book.install(prorata::book_schema());
    MonthRun run(book, month_number);
    Floor floor(path, kind);
    double seconds = 0;
    run_on_one_thread(run, [&](const Changeset& changes) {
        const auto start = Clock::now();
        floor.commit(changes);
        seconds += seconds_since(start);
    });
    return seconds;
}

double run_waist(bool two_threads, const std::string& path, int month_number) {
    SqliteStorage reader(path);
    SqliteStorage writer(path);
    reader.install(prorata::book_schema());
    writer.install(prorata::book_schema());
    const auto start = Clock::now();
    MonthRun run(two_threads ? reader : writer, month_number);
    const Commit commit = [&](const Changeset& changes) { commit_to(writer, changes); };
    two_threads ? run_on_two_threads(run, commit) : run_on_one_thread(run, commit);
    return seconds_since(start);
}

double run(std::string_view variant, const std::string& path, int month_number) {
    if (variant == "plain") return run_floor(Floor::Kind::plain, path, month_number);
    if (variant == "tuned") return run_floor(Floor::Kind::tuned, path, month_number);
    if (variant == "one") return run_waist(false, path, month_number);
    if (variant == "two") return run_waist(true, path, month_number);
    throw std::runtime_error("there is no variant " + std::string(variant));
}

} // namespace

const std::vector<std::string>& variant_names() {
    static const std::vector<std::string> names{"plain", "tuned", "one", "two"};
    return names;
}

Cost run_month(std::string_view variant, const std::string& path, int month_number) {
    forget_peak();
    Cost cost;
    cost.seconds = run(variant, path, month_number);
    cost.peak_mib = peak_mib();
    cost.database_mib = static_cast<double>(std::filesystem::file_size(path)) / (1024 * 1024);
    return cost;
}

} // namespace benchmark
