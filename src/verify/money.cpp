// M1, G1, G2, G3, G5: sums, entries, balances and control accounts.

#include "verify/check.hpp"
#include "verify/documented.hpp"

#include "prorata/ledger/posting.hpp"

#include <limits>

namespace prorata {

using storage::Format;
using storage::RowBatch;

namespace {

constexpr std::int64_t greatest = std::numeric_limits<std::int64_t>::max();

constexpr std::int64_t code(LedgerAccount account) {
    return static_cast<std::int64_t>(account);
}

void check_range(Check& check, const RowBatch& rows, const storage::Column& column) {
    const RowColumn sum(rows, column.name);
    const std::int64_t most =
        column.format == Format::money ? greatest / units_per_minor : greatest;
    for (std::size_t row = 0; row < rows.rows(); ++row) {
        if (!sum.null(row) && (sum[row] > most || sum[row] < -most)) {
            check.report(rows.table().name, Image::row_id(rows, row),
                         column.name + " is out of range: " + std::to_string(sum[row]));
        }
    }
}

void check_currency(Check& check, const RowBatch& rows) {
    const RowBatch& accounts = check.rows("account");
    const RowColumn of_account(accounts, "currency");
    const RowColumn currency(rows, "currency");
    const auto account = rows.table().find("account");
    for (std::size_t row = 0; row < rows.rows(); ++row) {
        try {
            (void)Currency::of(currency.text(row));
        } catch (const Error& error) {
            check.report(rows.table().name, Image::row_id(rows, row), error.message());
        }
        if (!account) continue;
        const auto owner = check.image().find(accounts, rows.integer(row, *account));
        if (owner && of_account.text(*owner) != currency.text(row)) {
            check.report(rows.table().name, Image::row_id(rows, row),
                         "is in " + std::string(currency.text(row)) + ", its account in " +
                             std::string(of_account.text(*owner)));
        }
    }
}

void check_digits(Check& check) {
    const RowBatch& rows = check.rows("currency");
    const RowColumn currency(rows, "code");
    const RowColumn digits(rows, "digits");
    for (std::size_t row = 0; row < rows.rows(); ++row) {
        check.equal("currency", Image::row_id(rows, row), "digits", digits[row],
                    Currency::of(currency.text(row)).digits());
    }
}

/// Sums of the postings of one ledger account.
SumsByKey postings_of(const Check& check, LedgerAccount wanted) {
    const RowBatch& rows = check.rows("posting");
    const KeyColumns key(rows);
    const RowColumn ledger(rows, "ledger");
    const RowColumn amount(rows, "amount");
    SumsByKey sums;
    for (std::size_t row = 0; row < rows.rows(); ++row) {
        if (ledger[row] == code(wanted)) sums[key[row]] += amount[row];
    }
    return sums;
}

void add(SumsByKey& sums, const RowBatch& rows, std::string_view column, std::int64_t factor) {
    const KeyColumns key(rows);
    const RowColumn value(rows, column);
    for (std::size_t row = 0; row < rows.rows(); ++row)
        sums[key[row]] += Int128(value[row]) * factor;
}

/// Reports every key whose sums differ, under its account.
void compare(Check& check, const std::string& what, SumsByKey is, const SumsByKey& should) {
    for (const auto& [key, sum] : should)
        is[key] -= sum;
    for (const auto& [key, difference] : is) {
        if (difference == 0) continue;
        check.equal("posting", key[0],
                    what + " of account " + std::to_string(key[0]) + ", payer " +
                        std::to_string(key[1]) + ", seller " + std::to_string(key[2]) +
                        " differs from its rows; the difference",
                    difference, 0);
    }
}

/// What of the charges is in acts and their corrections.
SumsByKey in_acts(const Check& check) {
    SumsByKey sums;
    for (const DocumentedLine& line : documented_lines(check)) {
        if (line.kind != DocumentKind::invoice) sums[line.key] += line.amount;
    }
    return sums;
}

void check_rounding(Check& check) {
    const RowBatch& carries = check.rows("carry");
    const KeyColumns key(carries);
    const RowColumn family(carries, "family");
    const RowColumn rest(carries, "rest");
    SumsByKey of_acts;
    for (std::size_t row = 0; row < carries.rows(); ++row) {
        if (family[row] == 2) of_acts[key[row]] -= rest[row];
    }
    compare(check, "rounding", postings_of(check, LedgerAccount::rounding), of_acts);
}

} // namespace

void check_amounts(Check& check) {
    for (const RowBatch& rows : check.image().tables()) {
        for (const storage::Column& column : rows.table().columns) {
            if (column.format == Format::money || column.format == Format::amount) {
                check_range(check, rows, column);
            }
        }
        if (rows.table().find("currency")) check_currency(check, rows);
    }
    check_digits(check);
}

void check_entries(Check& check) {
    const RowBatch& entries = check.rows("entry");
    const RowBatch& postings = check.rows("posting");
    struct Sides {
        std::map<std::string, Int128, std::less<>> sums = {};
        Int128 customer = 0;
        int count = 0;
    };
    std::vector<Sides> sides(entries.rows());
    const RowColumn entry(postings, "entry");
    const RowColumn amount(postings, "amount");
    const RowColumn ledger(postings, "ledger");
    const RowColumn currency(postings, "currency");
    for (std::size_t row = 0; row < postings.rows(); ++row) {
        if (amount[row] == 0) check.report("posting", postings.integer(row, 0), "is zero");
        const auto at = check.image().find(entries, entry[row]);
        if (!at) continue;
        Sides& of = sides[*at];
        of.sums[std::string(currency.text(row))] += amount[row];
        if (ledger[row] == code(LedgerAccount::customer)) of.customer += amount[row];
        ++of.count;
    }
    const RowColumn kind(entries, "kind");
    const RowColumn first(entries, "first_charge");
    const RowColumn count(entries, "charges");
    for (std::size_t row = 0; row < entries.rows(); ++row) {
        const std::int64_t id = entries.integer(row, 0);
        for (const auto& [name, sum] : sides[row].sums)
            check.equal("entry", id, "the sum of its postings in " + name, sum, 0);
        if (sides[row].count == 1) check.report("entry", id, "has one posting only");
        const auto what = static_cast<LedgerEntryKind>(kind[row]);
        if (sides[row].count == 0 && what != LedgerEntryKind::charge &&
            what != LedgerEntryKind::act) {
            check.report("entry", id, "has no posting");
        }
        if (what != LedgerEntryKind::charge || first.null(row)) continue;
        Int128 charged = 0;
        (void)sum_of_charges(check, first[row], count[row], "amount", charged);
        check.equal("entry", id, "what it books for the customer", sides[row].customer, charged);
    }
}

void check_trial_balance(Check& check) {
    const RowBatch& rows = check.rows("posting");
    const RowColumn currency(rows, "currency");
    const RowColumn amount(rows, "amount");
    std::map<std::string, Int128, std::less<>> sums;
    for (std::size_t row = 0; row < rows.rows(); ++row) {
        auto sum = sums.find(currency.text(row));
        if (sum == sums.end()) sum = sums.emplace(currency.text(row), 0).first;
        sum->second += amount[row];
    }
    for (const auto& [name, sum] : sums)
        check.equal("posting", 0, "the sum of all postings in " + name, sum, 0);
}

void check_balances(Check& check) {
    SumsByKey balances;
    add(balances, check.rows("balance"), "amount", 1);
    for (const auto& [key, sum] : postings_of(check, LedgerAccount::customer))
        balances[key] += sum;
    for (const auto& [key, difference] : balances) {
        check.equal("balance", key[0],
                    "with payer " + std::to_string(key[1]) + " and seller " +
                        std::to_string(key[2]) + ", balance plus postings of the customer",
                    difference, 0);
    }
}

void check_control_accounts(Check& check) {
    const RowBatch& payments = check.rows("payment");
    const RowBatch& owed = check.rows("receivable");
    const RowBatch& acts = check.rows("act");
    SumsByKey customer;
    add(customer, payments, "free", -1);
    add(customer, owed, "unpaid", 1);
    compare(check, "customer", postings_of(check, LedgerAccount::customer), customer);
    SumsByKey unbilled = in_acts(check);
    add(unbilled, owed, "total", -1);
    compare(check, "unbilled", postings_of(check, LedgerAccount::unbilled), unbilled);
    SumsByKey vat;
    add(vat, acts, "tax", -units_per_minor);
    add(vat, check.rows("correction"), "tax", -units_per_minor);
    compare(check, "vat", postings_of(check, LedgerAccount::vat), vat);
    SumsByKey cash;
    add(cash, payments, "total", units_per_minor);
    compare(check, "cash", postings_of(check, LedgerAccount::cash), cash);
    check_rounding(check);
}

} // namespace prorata
