// N1, N2, N3: the numbers of documents.

#include "verify/check.hpp"

#include "prorata/document/series.hpp"

#include <set>
#include <tuple>

namespace prorata {

using storage::RowBatch;

namespace {

constexpr std::int64_t kinds = 3; // of DocumentKind

std::string table_of(std::int64_t kind) {
    return std::string(name(static_cast<DocumentKind>(kind)));
}

/// Numbers of the documents of each series, in the order of their ids.
std::map<std::int64_t, std::vector<std::pair<std::int64_t, std::int64_t>>>
numbers(const Check& check, std::int64_t kind) {
    const RowBatch& rows = check.rows(table_of(kind));
    const RowColumn series(rows, "series");
    const RowColumn number(rows, "number");
    std::map<std::int64_t, std::vector<std::pair<std::int64_t, std::int64_t>>> all;
    for (std::size_t row = 0; row < rows.rows(); ++row)
        all[series[row]].emplace_back(number[row], rows.integer(row, 0));
    return all;
}

void check_series_of(Check& check, std::int64_t kind) {
    const RowBatch& rows = check.rows(table_of(kind));
    const RowBatch& all = check.rows("series");
    const RowColumn seller(rows, "seller");
    const RowColumn series(rows, "series");
    const RowColumn issued_on(rows, "issued_on");
    for (std::size_t row = 0; row < rows.rows(); ++row) {
        const auto at = check.image().find(all, series[row]);
        if (!at) continue;
        const bool same = RowColumn(all, "seller")[*at] == seller[row] &&
                          RowColumn(all, "kind")[*at] == kind &&
                          RowColumn(all, "year")[*at] == Date::from_days(issued_on[row]).year();
        if (!same) {
            check.report(table_of(kind), rows.integer(row, 0),
                         "is not of the seller, kind or year of its series");
        }
    }
}

} // namespace

void check_numbers_gapless(Check& check) {
    const RowBatch& series = check.rows("series");
    const RowColumn kind(series, "kind");
    const RowColumn next(series, "next_number");
    for (std::int64_t of = 1; of <= kinds; ++of) {
        auto given = numbers(check, of);
        for (std::size_t row = 0; row < series.rows(); ++row) {
            if (kind[row] != of) continue;
            const std::int64_t id = series.integer(row, 0);
            std::set<std::int64_t> different;
            for (const auto& [number, document] : given[id])
                different.insert(number);
            std::int64_t expected = 1;
            for (const std::int64_t number : different) {
                check.equal("series", id, "a number", number, expected);
                expected = wrapped_sum(number, 1);
            }
            check.equal("series", id, "next_number", next[row], expected);
        }
    }
}

void check_numbers_unique(Check& check) {
    for (std::int64_t kind = 1; kind <= kinds; ++kind) {
        for (auto& [series, given] : numbers(check, kind)) {
            std::set<std::int64_t> seen;
            for (const auto& [number, document] : given) {
                if (seen.insert(number).second) continue;
                check.report(table_of(kind), document,
                             "its number " + std::to_string(number) + " is given twice");
            }
        }
    }
    const RowBatch& rows = check.rows("series");
    const RowColumn seller(rows, "seller");
    const RowColumn kind(rows, "kind");
    const RowColumn year(rows, "year");
    std::set<std::tuple<std::int64_t, std::int64_t, std::int64_t>> seen;
    for (std::size_t row = 0; row < rows.rows(); ++row) {
        if (!seen.insert({seller[row], kind[row], year[row]}).second) {
            check.report("series", rows.integer(row, 0),
                         "is there twice for seller, kind and year");
        }
    }
}

void check_number_order(Check& check) {
    for (std::int64_t kind = 1; kind <= kinds; ++kind) {
        for (const auto& [series, given] : numbers(check, kind)) {
            for (std::size_t i = 1; i < given.size(); ++i) {
                if (given[i].first > given[i - 1].first) continue;
                check.report(table_of(kind), given[i].second,
                             "its number " + std::to_string(given[i].first) + " follows " +
                                 std::to_string(given[i - 1].first));
            }
        }
        check_series_of(check, kind);
    }
}

} // namespace prorata
