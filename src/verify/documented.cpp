#include "verify/documented.hpp"

#include <algorithm>

namespace prorata {

using storage::RowBatch;

namespace {

constexpr std::array<DocumentKind, 3> kinds{DocumentKind::invoice, DocumentKind::act,
                                            DocumentKind::correction};

void add_rows(const Check& check, DocumentKind kind, std::vector<DocumentedLine>& lines) {
    const RowBatch& documents = check.rows(table_of(kind));
    const RowBatch& rows = check.rows(table_of(kind) + "_line");
    const KeyColumns key(documents);
    const RowColumn of(rows, table_of(kind));
    const UnitColumns unit(rows);
    const RowColumn amount(rows, "amount");
    const RowColumn total(rows, "total");
    const RowColumn tax(rows, "tax");
    for (std::size_t row = 0; row < rows.rows(); ++row) {
        const auto document = check.image().find(documents, of[row]);
        if (!document) continue; // a rule on references says so
        lines.push_back(
            {kind, of[row], key[*document], unit[row], amount[row], total[row], tax[row]});
    }
}

LineUnit unit_of(const UnitKey& key) {
    const TaxRate rate = key[3] < 0 ? TaxRate() : TaxRate(key[3]);
    return {SubscriptionId(key[0]),
            {ComponentId(key[1]), Date::from_days(key[2]), rate, static_cast<TaxScheme>(key[4])}};
}

/// The charges of a document without rows, unit by unit; such a document carries nothing.
void add_charges(const Check& check, DocumentKind kind, std::vector<DocumentedLine>& lines) {
    const RowBatch& documents = check.rows(table_of(kind));
    const RowBatch& charges = check.rows("charge");
    const KeyColumns key(documents);
    const RowColumn first(documents, "first_charge");
    const RowColumn count(documents, "charges");
    const RowColumn id(charges, "id");
    const UnitColumns unit(charges);
    const RowColumn amount(charges, "amount");
    const RowColumn tax(charges, "tax");
    for (std::size_t row = 0; row < documents.rows(); ++row) {
        const auto from = first.null(row) ? std::nullopt : check.image().find(charges, first[row]);
        if (!from) continue;
        const Period<Date> days{Date(1, 1, 1), Date(1, 1, 2)};
        std::vector<UnitKey> units;
        std::vector<CoveredCharge> parts;
        for (std::size_t at = *from; at < charges.rows() && id[at] - first[row] < count[row];
             ++at) {
            if (std::find(units.begin(), units.end(), unit[at]) == units.end())
                units.push_back(unit[at]);
            parts.push_back({unit_of(unit[at]), days, amount[at], tax[at]});
        }
        std::vector<DocumentLine> sums = lines_of(parts);
        std::vector<Rest> rests;
        (void)round_totals(sums, rests);
        for (std::size_t at = 0; at < sums.size(); ++at) {
            lines.push_back({kind, documents.integer(row, 0), key[row], units[at], sums[at].amount,
                             sums[at].total, sums[at].tax});
        }
    }
}

} // namespace

std::string table_of(DocumentKind kind) {
    return std::string(name(kind));
}

UnitColumns::UnitColumns(const RowBatch& rows)
    : subscription_(rows, "subscription"), component_(rows, "component"),
      period_on_(rows, "period_on"), rate_(rows, "tax_rate"), scheme_(rows, "tax_scheme") {}

UnitKey UnitColumns::operator[](std::size_t row) const {
    return {subscription_[row], component_[row], period_on_[row], rate_.null(row) ? -1 : rate_[row],
            scheme_[row]};
}

std::vector<DocumentedLine> documented_lines(const Check& check) {
    std::vector<DocumentedLine> lines;
    for (const DocumentKind kind : kinds) {
        add_rows(check, kind, lines);
        add_charges(check, kind, lines);
    }
    return lines;
}

} // namespace prorata
