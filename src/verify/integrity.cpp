// J1, I1, O1, S1, D1: runs, keys, events, references and counters.

#include "verify/check.hpp"

#include <algorithm>
#include <set>

namespace prorata {

using storage::RowBatch;

namespace {

/// Columns of a table that must name a row of another one.
struct Reference {
    const char* table;
    std::vector<const char*> columns;
    const char* target;
    std::vector<const char*> key;
    bool zero_is_none = false;
};

using Names = std::vector<std::array<std::int64_t, 2>>;

std::vector<Reference> references_of_accounts() {
    std::vector<Reference> all{
        {"account", {"parent"}, "account", {"id"}},
        {"subscription", {"used_by"}, "account", {"id"}},
        {"subscription", {"base"}, "subscription", {"id"}},
        {"change", {"offer"}, "offer", {"id"}},
        {"change", {"discount"}, "discount", {"id"}},
        {"change", {"component"}, "component", {"id"}},
        {"usage", {"component"}, "component", {"id"}},
        {"purchase_order", {"offer"}, "offer", {"id"}},
        {"purchase_order", {"discount"}, "discount", {"id"}},
        {"quote", {"offer"}, "offer", {"id"}},
        {"quote", {"discount"}, "discount", {"id"}},
        {"quote", {"account", "base"}, "subscription", {"account", "id"}},
        {"quote_line", {"account", "quote"}, "quote", {"account", "id"}},
        {"quote_line", {"component"}, "component", {"id"}},
        {"charge", {"component"}, "component", {"id"}},
        {"charge", {"offer"}, "offer", {"id"}},
        {"charge", {"discount"}, "discount", {"id"}},
        {"charge", {"run"}, "run", {"id"}, true},
        {"entry", {"run"}, "run", {"id"}, true},
        {"entry", {"first_charge"}, "charge", {"id"}},
        {"posting", {"entry"}, "entry", {"id"}},
        {"receivable", {"entry"}, "entry", {"id"}},
        {"receivable", {"first_charge"}, "charge", {"id"}},
        {"receivable", {"invoice"}, "invoice", {"id"}},
        {"allocation", {"account", "payment"}, "payment", {"account", "id"}},
        {"allocation", {"correction"}, "receivable", {"entry"}},
        {"allocation", {"entry"}, "receivable", {"entry"}},
        {"act_line", {"act"}, "act", {"id"}},
        {"act_line", {"component"}, "component", {"id"}},
        {"invoice_line", {"invoice"}, "invoice", {"id"}},
        {"invoice_line", {"component"}, "component", {"id"}},
        {"correction", {"original"}, "act", {"id"}},
        {"correction", {"previous"}, "correction", {"id"}},
        {"correction_line", {"correction"}, "correction", {"id"}},
        {"correction_line", {"component"}, "component", {"id"}},
        {"invoice_state", {"invoice"}, "invoice", {"id"}},
        {"event_delivery", {"event"}, "event", {"id"}},
        {"series", {"seller"}, "seller", {"id"}},
        {"closing", {"seller"}, "seller", {"id"}},
        {"run", {"seller"}, "seller", {"id"}, true},
        {"chain", {"account"}, "account", {"id"}, true},
    };
    for (const char* table : {"payer",
                              "requisite",
                              "requisite_revision",
                              "contract",
                              "subscription",
                              "change",
                              "usage",
                              "purchase_order",
                              "quote",
                              "charge",
                              "entry",
                              "posting",
                              "event",
                              "journal",
                              "payment",
                              "receivable",
                              "allocation",
                              "balance",
                              "invoice",
                              "act",
                              "correction",
                              "carry"}) {
        all.push_back({table, {"account"}, "account", {"id"}});
    }
    return all;
}

std::vector<Reference> references() {
    std::vector<Reference> all = references_of_accounts();
    for (const char* table :
         {"requisite", "requisite_revision", "contract", "change", "purchase_order", "charge",
          "posting", "payment", "receivable", "balance", "invoice", "act", "correction", "carry"}) {
        all.push_back({table, {"account", "payer"}, "payer", {"account", "id"}});
    }
    for (const char* table :
         {"contract", "subscription", "purchase_order", "quote", "charge", "posting", "payment",
          "receivable", "balance", "invoice", "act", "correction", "carry"}) {
        all.push_back({table, {"seller"}, "seller", {"id"}});
    }
    for (const char* table : {"change", "usage", "purchase_order", "quote", "charge"}) {
        all.push_back({table, {"account", "subscription"}, "subscription", {"account", "id"}});
    }
    for (const char* table : {"invoice", "act", "correction"}) {
        all.push_back({table, {"series"}, "series", {"id"}});
        all.push_back({table, {"first_charge"}, "charge", {"id"}});
        all.push_back({table, {"entry"}, "entry", {"id"}, true});
        all.push_back({table, {"account", "for_order"}, "purchase_order", {"account", "id"}});
    }
    return all;
}

std::array<std::int64_t, 2> name_of(const RowBatch& rows, const std::vector<const char*>& columns,
                                    std::size_t row, bool& null) {
    std::array<std::int64_t, 2> name{0, 0};
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const RowColumn column(rows, columns[i]);
        null = null || column.null(row);
        name[i] = column[row];
    }
    return name;
}

Names names(const RowBatch& rows, const std::vector<const char*>& key) {
    Names all;
    all.reserve(rows.rows());
    bool null = false;
    for (std::size_t row = 0; row < rows.rows(); ++row)
        all.push_back(name_of(rows, key, row, null));
    std::sort(all.begin(), all.end());
    return all;
}

void check_reference(Check& check, const Reference& reference, const Names& known) {
    const RowBatch& rows = check.rows(reference.table);
    for (std::size_t row = 0; row < rows.rows(); ++row) {
        bool null = false;
        const auto name = name_of(rows, reference.columns, row, null);
        if (null || (reference.zero_is_none && name[0] == 0)) continue;
        if (std::binary_search(known.begin(), known.end(), name)) continue;
        check.report(reference.table, Image::row_id(rows, row),
                     "there is no " + std::string(reference.target) + ' ' +
                         std::to_string(name[reference.columns.size() - 1]) + ", its " +
                         reference.columns.back());
    }
}

/// Blocks of charges: first_charge and how many.
void check_blocks(Check& check, const char* table) {
    const RowBatch& rows = check.rows(table);
    const RowColumn first(rows, "first_charge");
    const RowColumn count(rows, "charges");
    for (std::size_t row = 0; row < rows.rows(); ++row) {
        Int128 ignored = 0;
        if (first.null(row) ? count[row] == 0
                            : sum_of_charges(check, first[row], count[row], "id", ignored)) {
            continue;
        }
        check.report(table, Image::row_id(rows, row), "not all of its charges are there");
    }
}

std::string subject_of(std::string_view kind) {
    for (const char* table : {"invoice", "correction", "subscription", "payment"}) {
        if (kind.starts_with(std::string(table) + '_')) return table;
    }
    const bool of_order = kind.starts_with("renewal_") || kind.starts_with("order_");
    return of_order ? "subscription" : "";
}

} // namespace

void check_runs(Check& check) {
    const RowBatch& charges = check.rows("charge");
    const RowColumn of_run(charges, "run");
    const RowColumn of_account(charges, "account");
    std::map<std::int64_t, std::pair<std::int64_t, std::int64_t>> written; // count, last account
    for (std::size_t row = 0; row < charges.rows(); ++row) {
        auto& [count, last] = written[of_run[row]];
        ++count;
        last = std::max(last, of_account[row]);
    }
    const Names accounts = names(check.rows("account"), {"id"});
    const RowBatch& runs = check.rows("run");
    const RowColumn cursor(runs, "next_account");
    const RowColumn done(runs, "accounts");
    const RowColumn count(runs, "charges");
    for (std::size_t row = 0; row < runs.rows(); ++row) {
        const std::int64_t id = runs.integer(row, 0);
        const auto [lines, last] = written[id];
        check.equal("run", id, "charges", count[row], lines);
        if (last >= cursor[row]) check.report("run", id, "its cursor is behind its charges");
        const auto below =
            std::lower_bound(accounts.begin(), accounts.end(), Names::value_type{cursor[row], 0});
        check.equal("run", id, "accounts", done[row], below - accounts.begin());
    }
}

void check_journal(Check& check) {
    const RowBatch& rows = check.rows("journal");
    const RowColumn key(rows, "key");
    std::set<std::string_view> seen;
    for (std::size_t row = 0; row < rows.rows(); ++row) {
        if (key.null(row) || seen.insert(key.text(row)).second) continue;
        check.report("journal", rows.integer(row, 0),
                     "the key \"" + std::string(key.text(row)) + "\" is there twice");
    }
}

void check_events(Check& check) {
    std::map<std::string, Names> known;
    for (const char* table : {"invoice", "correction", "payment", "subscription"})
        known[table] = names(check.rows(table), {"account", "id"});
    const RowBatch& rows = check.rows("event");
    const RowColumn account(rows, "account");
    const RowColumn kind(rows, "kind");
    const RowColumn subject(rows, "subject");
    for (std::size_t row = 0; row < rows.rows(); ++row) {
        const std::string table = subject_of(kind.text(row));
        if (table.empty()) continue;
        const Names& all = known[table];
        if (std::binary_search(all.begin(), all.end(),
                               Names::value_type{account[row], subject[row]})) {
            continue;
        }
        check.report("event", rows.integer(row, 0),
                     "there is no " + table + ' ' + std::to_string(subject[row]) +
                         " of its account");
    }
}

void check_references(Check& check) {
    std::map<std::string, Names> known;
    for (const Reference& reference : references()) {
        const std::string name = std::string(reference.target) + '/' + reference.key.front();
        auto at = known.find(name);
        if (at == known.end()) {
            at = known.emplace(name, names(check.rows(reference.target), reference.key)).first;
        }
        check_reference(check, reference, at->second);
    }
    for (const char* table : {"entry", "receivable", "invoice", "act", "correction"})
        check_blocks(check, table);
}

void check_counters(Check& check) {
    const RowBatch& rows = check.rows("counter");
    const RowColumn name(rows, "name");
    const RowColumn next(rows, "next");
    std::map<std::string, std::int64_t, std::less<>> counters;
    for (std::size_t row = 0; row < rows.rows(); ++row)
        counters.emplace(name.text(row), next[row]);
    for (const RowBatch& of : check.image().tables()) {
        const auto id = of.table().find("id");
        if (!id || of.table().name == "change" || of.table().name == "seal") {
            continue; // changes are numbered in their account, seals by themselves
        }
        const auto counter = counters.find(of.table().name);
        if (counter == counters.end()) {
            check.report("counter", 0, "there is no counter of " + of.table().name);
            continue;
        }
        for (std::size_t row = 0; row < of.rows(); ++row) {
            if (of.integer(row, *id) > 0 && of.integer(row, *id) < counter->second) continue;
            check.report(of.table().name, of.integer(row, *id),
                         "the counter stands at " + std::to_string(counter->second));
        }
    }
}

} // namespace prorata
