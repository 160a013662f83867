#include "engine/clock.hpp"

#include <algorithm>

namespace prorata {

namespace {

constexpr std::int64_t finished = 2;                            // state of a run
constexpr std::int64_t tolerance_micros = 24 * micros_per_hour; // R55: clock_tolerance

/// The instant of the latest completed run. Runs rise with their ids; the last may not be over.
std::optional<Instant> completed_through(Book& book) {
    using storage::Cell;
    const std::int64_t next = book.refresh().of("run").next;
    std::optional<Instant> latest;
    for (const RunRecord& run : book.rows<RunRecord>("run", {Cell(next - 2)}, {Cell(next)})) {
        if (run.state != finished) continue;
        latest = std::max(latest.value_or(run.as_of), run.as_of);
    }
    return latest;
}

} // namespace

void require_clock(Book& book, Instant at) {
    const auto mark = completed_through(book);
    if (!mark || at.micros() >= mark->micros() - tolerance_micros) return;
    throw Error(ErrorCode::invalid_argument,
                "the command was refused: it is more than a day older than the latest run",
                {{"at", "is " + at.text() + ", the run was as of " + mark->text() +
                            "; give the day from which it holds, or the right time"}});
}

} // namespace prorata
