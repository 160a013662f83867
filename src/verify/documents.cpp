// L1 to L5: what invoices, acts and corrections say, and what follows from it.

#include "verify/documented.hpp"

#include "prorata/ledger/posting.hpp"

#include <limits>
#include <set>

namespace prorata {

using storage::RowBatch;

namespace {

bool in_acts(const DocumentedLine& line) {
    return line.kind != DocumentKind::invoice;
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

void check_as_booked(Check& check, const std::string& table) {
    const RowBatch& acts = check.rows(table);
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
        check.equal(table, id, "the revenue it books", -sum(entry[row], LedgerAccount::revenue),
                    whole - of_tax);
        check.equal(table, id, "the tax it books", -sum(entry[row], LedgerAccount::vat), of_tax);
    }
}

/// The charge of a row as the arithmetic of documents sees it.
Charge charge_of(const RowBatch& rows, std::size_t row) {
    const UnitKey unit = UnitColumns(rows)[row];
    const TaxRate rate = unit[3] < 0 ? TaxRate() : TaxRate(unit[3]);
    const Period<Date> days{Date::from_days(RowColumn(rows, "starts_on")[row]),
                            Date::from_days(RowColumn(rows, "ends_on")[row])};
    return {{ComponentId(unit[1]), Date::from_days(unit[2]), rate, TaxScheme::inclusive},
            ChargeKind::recurring,
            1,
            days,
            {1, 1},
            {OfferId(1), std::nullopt, Decimal(1)},
            Currency::of(RowColumn(rows, "currency").text(row)),
            RowColumn(rows, "amount")[row],
            0,
            0};
}

/// What was served of each unit before the first day that its receivable has in no act.
std::map<UnitKey, Int128> served_units(const Check& check) {
    const RowBatch& owed = check.rows("receivable");
    const RowBatch& charges = check.rows("charge");
    const UnitColumns unit(charges);
    const RowColumn id(charges, "id");
    const RowColumn first(owed, "first_charge");
    const RowColumn count(owed, "charges");
    const RowColumn act_on(owed, "act_on");
    std::map<UnitKey, Int128> sums;
    for (std::size_t row = 0; row < owed.rows(); ++row) {
        const Date until = act_on.null(row) ? Date(9999, 12, 31) : Date::from_days(act_on[row]);
        const auto from = check.image().find(charges, first[row]);
        if (!from) continue;
        for (std::size_t at = *from; at < charges.rows() && id[at] - first[row] < count[row];
             ++at) {
            const Charge charge = charge_of(charges, at);
            sums[unit[at]] += served(charge, charge.days.start(), until);
        }
    }
    return sums;
}

/// Sums of what acts and their corrections hold, by unit.
std::map<UnitKey, DocumentedLine> units_in_acts(const Check& check) {
    std::map<UnitKey, DocumentedLine> sums;
    for (const DocumentedLine& line : documented_lines(check)) {
        if (!in_acts(line)) continue;
        const auto [sum, fresh] = sums.emplace(line.unit, line);
        if (fresh) continue;
        sum->second.amount += line.amount;
        sum->second.tax += line.tax;
    }
    return sums;
}

std::string text_of(const UnitKey& unit) {
    return "of subscription " + std::to_string(unit[0]) + ", component " + std::to_string(unit[1]) +
           ", period from " + Date::from_days(unit[2]).text();
}

void check_served(Check& check) {
    auto held = units_in_acts(check);
    for (const auto& [unit, sum] : served_units(check)) {
        const auto found = held.find(unit);
        const std::int64_t document = found == held.end() ? 0 : found->second.document;
        check.equal("act", document, "what acts hold " + text_of(unit),
                    found == held.end() ? Int128(0) : found->second.amount, sum);
        if (found != held.end()) held.erase(found);
    }
    for (const auto& [unit, line] : held)
        check.report("act", line.document, "holds what was not charged " + text_of(unit));
}

void check_totals(Check& check, DocumentKind kind) {
    struct Sums {
        Int128 total = 0;
        Int128 tax = 0;
    };
    std::map<std::int64_t, Sums> sums;
    for (const DocumentedLine& line : documented_lines(check)) {
        if (line.kind != kind) continue;
        sums[line.document].total += line.total;
        sums[line.document].tax += line.tax;
    }
    const RowBatch& rows = check.rows(table_of(kind));
    const RowColumn total(rows, "total");
    const RowColumn tax(rows, "tax");
    const RowColumn order(rows, "for_order");
    for (std::size_t row = 0; row < rows.rows(); ++row) {
        if (!order.null(row)) continue;
        const std::int64_t id = rows.integer(row, 0);
        check.equal(table_of(kind), id, "total", total[row], sums[id].total);
        check.equal(table_of(kind), id, "tax", tax[row], sums[id].tax);
        if (kind == DocumentKind::invoice && total[row] <= 0) {
            check.report("invoice", id, "asks for nothing");
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

std::set<std::int64_t> voided_invoices(const Check& check) {
    const RowBatch& rows = check.rows("invoice_state");
    const RowColumn state(rows, "state");
    std::set<std::int64_t> voided;
    for (std::size_t row = 0; row < rows.rows(); ++row) {
        if (state[row] == 3) voided.insert(rows.integer(row, 0));
    }
    return voided;
}

/// Nothing is owed on an invoice that is void (OK-11).
void check_voided(Check& check) {
    const std::set<std::int64_t> voided = voided_invoices(check);
    const RowBatch& owed = check.rows("receivable");
    const RowColumn invoice(owed, "invoice");
    for (std::size_t row = 0; row < owed.rows(); ++row) {
        if (!invoice.null(row) && voided.contains(invoice[row])) {
            check.report("receivable", owed.integer(row, 0), "is asked for by a voided invoice");
        }
    }
}

/// Family, account, payer, seller, rate and scheme.
using CarryKey = std::array<std::int64_t, 6>;

/// Documents of one act, oldest first, and what they say of one unit.
struct Said {
    Int128 total = 0;
    Int128 tax = 0;
};

} // namespace

void check_acts(Check& check) {
    check_as_booked(check, "act");
    check_as_booked(check, "correction");
    check_served(check);
}

void check_document_totals(Check& check) {
    for (const DocumentKind kind :
         {DocumentKind::invoice, DocumentKind::act, DocumentKind::correction}) {
        check_totals(check, kind);
    }
    check_order_invoices(check);
    check_voided(check);
}

void check_carries(Check& check) {
    std::map<CarryKey, Int128> rests;
    const std::set<std::int64_t> voided = voided_invoices(check);
    for (const DocumentedLine& line : documented_lines(check)) {
        if (line.kind == DocumentKind::invoice && voided.contains(line.document)) continue;
        rests[{line.kind == DocumentKind::invoice ? 1 : 2, line.key[0], line.key[1], line.key[2],
               line.unit[3], line.unit[4]}] += line.amount - line.total * units_per_minor;
    }
    const RowBatch& rows = check.rows("carry");
    const KeyColumns key(rows);
    const RowColumn family(rows, "family");
    const RowColumn taxed_at(rows, "taxed_at");
    const RowColumn scheme(rows, "tax_scheme");
    const RowColumn rest(rows, "rest");
    for (std::size_t row = 0; row < rows.rows(); ++row) {
        const MoneyKey of = key[row];
        rests[{family[row], of[0], of[1], of[2], taxed_at[row], scheme[row]}] -= rest[row];
        const std::int64_t half = units_per_minor / 2;
        const bool nearest = rest[row] <= half && rest[row] >= -half;
        if (family[row] == 2 && !nearest) {
            check.report("carry", of[0],
                         "rest is " + std::to_string(rest[row]) + ", above half a minor unit");
        }
    }
    for (const auto& [of, difference] : rests) {
        check.equal("carry", of[1],
                    "charges less documents less rest of " +
                        std::string(of[0] == 1 ? "invoices" : "acts") + " taxed at " +
                        std::to_string(of[4]),
                    difference, 0);
    }
}

void check_taxes_in_acts(Check& check) {
    constexpr Int128 greatest = std::numeric_limits<std::int64_t>::max();
    for (const auto& [unit, sum] : units_in_acts(check)) {
        if (sum.amount > greatest || sum.amount < -greatest) continue; // M1 says so
        const TaxRate rate = unit[3] < 0 ? TaxRate() : TaxRate(unit[3]);
        check.equal("act", sum.document, "the tax that acts hold " + text_of(unit), sum.tax,
                    tax_contained(static_cast<std::int64_t>(sum.amount), rate));
    }
}

void check_corrections(Check& check) {
    std::map<std::pair<std::int64_t, UnitKey>, Said> said; // by act
    std::map<std::int64_t, std::vector<DocumentedLine>> lines;
    for (const DocumentedLine& line : documented_lines(check)) {
        if (line.kind == DocumentKind::correction) lines[line.document].push_back(line);
        if (line.kind != DocumentKind::act) continue;
        Said& of = said[{line.document, line.unit}];
        of.total += line.total;
        of.tax += line.tax;
    }
    const RowBatch& acts = check.rows("act");
    const KeyColumns of_act(acts);
    const RowBatch& rows = check.rows("correction");
    const KeyColumns key(rows);
    const RowColumn original(rows, "original");
    const RowColumn previous(rows, "previous");
    const RowBatch& shown = check.rows("correction_line");
    const RowColumn correction(shown, "correction");
    const RowColumn before_total(shown, "before_total");
    const RowColumn before_tax(shown, "before_tax");
    const UnitColumns unit(shown);
    std::map<std::int64_t, std::int64_t> last; // by act
    for (std::size_t row = 0; row < rows.rows(); ++row) {
        const std::int64_t id = rows.integer(row, 0);
        const auto act = check.image().find(acts, original[row]);
        if (act && of_act[*act] != key[row])
            check.report("correction", id, "is not of the account, payer and seller of its act");
        check.equal("correction", id, "the last one before it",
                    previous.null(row) ? 0 : previous[row], last[original[row]]);
        last[original[row]] = id;
        for (std::size_t at = 0; at < shown.rows(); ++at) {
            if (correction[at] != id) continue;
            const Said& before = said[{original[row], unit[at]}];
            check.equal("correction_line", shown.integer(at, 0), "before_total", before_total[at],
                        before.total);
            check.equal("correction_line", shown.integer(at, 0), "before_tax", before_tax[at],
                        before.tax);
        }
        for (const DocumentedLine& line : lines[id]) {
            said[{original[row], line.unit}].total += line.total;
            said[{original[row], line.unit}].tax += line.tax;
        }
    }
}

} // namespace prorata
