// L1, L2, N1, N2, N3: acts, invoices and their numbers.

#include "verify/check.hpp"

#include "prorata/ledger/posting.hpp"

#include <set>
#include <tuple>

namespace prorata {

using storage::RowBatch;

namespace {

constexpr std::int64_t kinds = 2; // 1 invoice, 2 act

std::string table_of(std::int64_t kind) {
    return kind == 1 ? "invoice" : "act";
}

/// What the entry of an act booked, by ledger account.
std::map<std::pair<std::int64_t, std::int64_t>, Int128> booked(const Check& check) {
    const RowBatch& rows = check.rows("posting");
    const RowColumn entry(rows, "entry");
    const RowColumn ledger(rows, "ledger");
    const RowColumn amount(rows, "amount");
    std::map<std::pair<std::int64_t, std::int64_t>, Int128> sums;
    for (std::size_t row = 0; row < rows.rows(); ++row)
        sums[{entry[row], ledger[row]}] += amount[row];
    return sums;
}

void check_acts_as_booked(Check& check) {
    const RowBatch& acts = check.rows("act");
    auto sums = booked(check);
    const auto sum = [&sums](std::int64_t entry, LedgerAccount account) {
        return sums[{entry, static_cast<std::int64_t>(account)}];
    };
    const RowColumn entry(acts, "entry");
    const RowColumn total(acts, "total");
    const RowColumn tax(acts, "tax");
    for (std::size_t row = 0; row < acts.rows(); ++row) {
        const std::int64_t id = acts.integer(row, 0);
        const Int128 whole = Int128(total[row]) * units_per_minor;
        const Int128 of_tax = Int128(tax[row]) * units_per_minor;
        check.equal("act", id, "the revenue it books", -sum(entry[row], LedgerAccount::revenue),
                    whole - of_tax);
        check.equal("act", id, "the tax it books", -sum(entry[row], LedgerAccount::vat), of_tax);
        const Int128 rounding = sum(entry[row], LedgerAccount::rounding);
        if (rounding > units_per_minor || rounding < -units_per_minor) {
            check.report("act", id, "is rounded by more than a minor unit");
        }
    }
}

/// Charges that were served in parts: once wholly in acts, the parts are the whole.
void check_served(Check& check) {
    const RowBatch& lines = check.rows("act_line");
    const RowColumn charge(lines, "charge");
    const RowColumn amount(lines, "amount");
    const RowColumn tax(lines, "tax");
    std::map<std::int64_t, std::pair<Int128, Int128>> parts;
    for (std::size_t row = 0; row < lines.rows(); ++row) {
        parts[charge[row]].first += amount[row];
        parts[charge[row]].second += tax[row];
    }
    const RowBatch& owed = check.rows("receivable");
    const RowColumn first(owed, "first_charge");
    const RowColumn count(owed, "charges");
    const RowColumn act_on(owed, "act_on");
    for (std::size_t row = 0; row < owed.rows(); ++row) {
        if (!act_on.null(row)) continue;
        for (auto part = parts.lower_bound(first[row]);
             part != parts.end() && part->first < first[row] + count[row]; ++part) {
            Int128 whole = 0;
            Int128 whole_tax = 0;
            (void)sum_of_charges(check, part->first, 1, "amount", whole);
            (void)sum_of_charges(check, part->first, 1, "tax", whole_tax);
            const std::string of = " of charge " + std::to_string(part->first);
            check.equal("act_line", part->first, "the sum of all parts" + of, part->second.first,
                        whole);
            check.equal("act_line", part->first, "the tax of all parts" + of, part->second.second,
                        whole_tax);
        }
    }
}

bool near(Int128 left, Int128 right, Int128 tolerance) {
    return left - right <= tolerance && right - left <= tolerance;
}

void check_totals(Check& check, std::int64_t kind) {
    const RowBatch& rows = check.rows(table_of(kind));
    const RowColumn first(rows, "first_charge");
    const RowColumn count(rows, "charges");
    const RowColumn total(rows, "total");
    const RowColumn tax(rows, "tax");
    for (std::size_t row = 0; row < rows.rows(); ++row) {
        if (first.null(row)) continue;
        Int128 sum = 0;
        Int128 sum_tax = 0;
        (void)sum_of_charges(check, first[row], count[row], "amount", sum);
        (void)sum_of_charges(check, first[row], count[row], "tax", sum_tax);
        const Int128 whole = Int128(total[row]) * units_per_minor;
        const Int128 of_tax = Int128(tax[row]) * units_per_minor;
        const std::int64_t id = rows.integer(row, 0);
        // An invoice asks for what is unpaid; an act covers everything. Both carry a rest (R7).
        const bool fits = kind == 1 ? whole > 0 && whole <= sum + units_per_minor
                                    : near(whole, sum, units_per_minor);
        if (!fits) check.report(table_of(kind), id, "total is not that of its charges");
        const Int128 should =
            kind == 1 && sum > 0 ? sum_tax * (whole / units_per_minor) / (sum / units_per_minor + 1)
                                 : sum_tax;
        const Int128 tolerance =
            kind == 1 ? Int128(2) * units_per_minor + sum_tax / (sum / units_per_minor + 1)
                      : Int128(0);
        if (!near(of_tax, should, tolerance)) {
            check.report(table_of(kind), id, "tax is not that of its charges");
        }
    }
}

void check_order_invoices(Check& check) {
    const RowBatch& orders = check.rows("purchase_order");
    const RowColumn order_id(orders, "id");
    const RowColumn order_total(orders, "total");
    std::map<std::int64_t, std::int64_t> totals;
    for (std::size_t row = 0; row < orders.rows(); ++row)
        totals[order_id[row]] = order_total[row];
    const RowBatch& rows = check.rows("invoice");
    const RowColumn order(rows, "for_order");
    const RowColumn total(rows, "total");
    for (std::size_t row = 0; row < rows.rows(); ++row) {
        const auto found = order.null(row) ? totals.end() : totals.find(order[row]);
        if (found == totals.end()) continue;
        check.equal("invoice", rows.integer(row, 0), "total", total[row], found->second);
    }
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

void check_act_lines(Check& check) {
    check_acts_as_booked(check);
    check_served(check);
}

void check_document_totals(Check& check) {
    for (std::int64_t kind = 1; kind <= kinds; ++kind)
        check_totals(check, kind);
    check_order_invoices(check);
}

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
                expected = number + 1;
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
