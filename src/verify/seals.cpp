// C1: the journal hangs together, and what was sealed is still there (chain and anchor).

#include "repository/digest.hpp"
#include "verify/check.hpp"
#include "verify/seal.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

namespace prorata {

namespace {

using storage::RowBatch;
using storage::Table;

constexpr std::int64_t no_limit = std::numeric_limits<std::int64_t>::max();

/// Rows are only added, with ids above all that were there. Changes are numbered in their account.
bool grows_by_id(const Table& table) {
    return (table.append_only && table.find("id") && table.name != "change") || table.name == "run";
}

/// A run that was broken off goes on later; one that has finished never changes.
bool unfinished(const RowBatch& rows, std::size_t row) {
    constexpr std::int64_t finished = 2;
    return rows.table().name == "run" &&
           rows.integer(row, rows.table().column("state")) != finished;
}

/// The seal's own command draws an id of the journal and adds a link to its chain: these rows
/// differ always.
bool skipped(const RowBatch& rows, std::size_t row) {
    return (rows.table().name == "counter" && rows.at(row, 0).view() == "journal") ||
           (rows.table().name == "chain" && rows.integer(row, 0) == 0) || unfinished(rows, row);
}

TableSeal seal_of(const RowBatch& rows, std::int64_t up_to) {
    const Table& table = rows.table();
    const bool by_id = grows_by_id(table);
    const auto id = table.find("id");
    const auto version = table.version();
    TableSeal seal{table.name, 0, 0, {}};
    Digest digest;
    for (std::size_t row = 0; row < rows.rows(); ++row) {
        if (skipped(rows, row) || (by_id && rows.integer(row, *id) > up_to)) continue;
        ++seal.rows;
        if (by_id)
            seal.mark = std::max(seal.mark, rows.integer(row, *id));
        else
            seal.mark = wrapped_sum(seal.mark, version ? rows.integer(row, *version) : 1);
        digest.add(rows, row);
    }
    seal.digest = digest.hex();
    return seal;
}

/// The recorded seals by their ids.
std::map<std::int64_t, std::vector<TableSeal>> recorded(const RowBatch& rows) {
    std::map<std::int64_t, std::vector<TableSeal>> seals;
    const RowColumn table(rows, "of_table");
    const RowColumn count(rows, "rows");
    const RowColumn mark(rows, "mark");
    const RowColumn digest(rows, "digest");
    for (std::size_t row = 0; row < rows.rows(); ++row) {
        seals[rows.integer(row, 0)].push_back(
            {std::string(table.text(row)), count[row], mark[row], std::string(digest.text(row))});
    }
    return seals;
}

/// Whether nothing was entered and nothing was run since: then the mutable tables are as they were.
bool quiet_since(const Check& check, const std::vector<TableSeal>& seal) {
    return std::all_of(seal.begin(), seal.end(), [&](const TableSeal& was) {
        if (was.table != "journal" && was.table != "run") return true;
        const RowBatch& rows = check.rows(was.table);
        for (std::size_t row = 0; row < rows.rows(); ++row)
            if (unfinished(rows, row)) return false;
        const TableSeal now = seal_of(rows, no_limit);
        const std::int64_t own = was.table == "journal" ? 1 : 0; // the command that sealed
        return now.rows == was.rows + own && now.mark == was.mark + own;
    });
}

bool kept(const RowBatch& rows, const TableSeal& was, bool quiet) {
    const Table& table = rows.table();
    const TableSeal now = seal_of(rows, was.mark);
    if (now == was) return !quiet || table.name == "journal" || seal_of(rows, no_limit) == was;
    if (quiet || grows_by_id(table)) return false;
    if (!table.append_only && !table.version()) return true; // was changed since, as it may be
    return now.rows != was.rows || now.mark != was.mark;
}

/// The rows of the journal about the seals, by their ids.
std::map<std::int64_t, std::size_t> own_rows(const RowBatch& seals, const RowBatch& journal) {
    std::map<std::int64_t, std::size_t> own;
    for (const auto& [id, seal] : recorded(seals)) {
        for (const TableSeal& was : seal) {
            if (was.table != "journal") continue;
            for (std::size_t row = journal.rows(); row-- > 0 && journal.integer(row, 0) > was.mark;)
                own[id] = row;
        }
    }
    return own;
}

struct Chain {
    std::int64_t links = 0;
    std::string head;
};

/// Every row of the journal hangs on the one before it of its account, and the heads are the last.
void check_chains(Check& check) {
    const RowBatch& journal = check.rows("journal");
    const RowColumn account(journal, "account");
    const RowColumn link(journal, "link");
    std::map<std::int64_t, Chain> chains;
    for (std::size_t row = 0; row < journal.rows(); ++row) {
        Chain& chain = chains[account.null(row) ? 0 : account[row]];
        ++chain.links;
        if (link.text(row) != link_of(chain.head, journal, row)) {
            check.report("journal", journal.integer(row, 0),
                         "is not as it was written, or a row of its chain before it is missing");
        }
        chain.head = link.text(row);
    }
    const RowBatch& heads = check.rows("chain");
    const RowColumn version(heads, "version"); // grows with every link
    const RowColumn links(heads, "links");
    const RowColumn head(heads, "head");
    for (std::size_t row = 0; row < heads.rows(); ++row) {
        const std::int64_t of = heads.integer(row, 0);
        const Chain chain = std::exchange(chains[of], Chain{});
        check.equal("chain", of, "links", links[row], chain.links);
        check.equal("chain", of, "version", version[row], chain.links);
        if (head.text(row) != chain.head) check.report("chain", of, "its head is not its last row");
    }
    for (const auto& [of, chain] : chains) {
        if (chain.links > 0) check.report("chain", of, "has rows in the journal, but no head");
    }
}

} // namespace

std::vector<TableSeal> seal_tables(const Image& image) {
    std::vector<TableSeal> seals;
    for (const RowBatch& rows : image.tables()) {
        if (rows.table().name != "seal") seals.push_back(seal_of(rows, no_limit));
    }
    std::sort(seals.begin(), seals.end(), // as they will be read again
              [](const auto& left, const auto& right) { return left.table < right.table; });
    return seals;
}

std::string seal_result(std::int64_t id, const std::string& anchor) {
    return "seal=" + std::to_string(id) + "\nanchor=" + anchor + "\n";
}

std::vector<std::string> anchors(const RowBatch& seals, const RowBatch& journal,
                                 const std::string& before) {
    const auto own = own_rows(seals, journal);
    std::vector<std::string> chain;
    for (std::size_t row = 0; row < seals.rows();) {
        const std::int64_t id = seals.integer(row, 0);
        Digest digest;
        digest.add(chain.empty() ? before : chain.back());
        for (; row < seals.rows() && seals.integer(row, 0) == id; ++row)
            digest.add(seals, row);
        if (const auto at = own.find(id); at != own.end()) {
            digest.add(journal, at->second, journal.table().column("result")); // it says the anchor
        }
        chain.push_back(digest.hex());
    }
    return chain;
}

void check_history(Check& check) {
    check_chains(check);
    std::int64_t next = 1;
    const RowBatch& journal = check.rows("journal");
    const RowColumn result(journal, "result");
    const auto chain = anchors(check.rows("seal"), journal);
    std::size_t at = 0;
    const auto own = own_rows(check.rows("seal"), journal);
    for (const auto& [id, seal] : recorded(check.rows("seal"))) {
        const std::string expected = seal_result(id, chain[at++]);
        const auto said = own.find(id);
        if (said == own.end() || result.text(said->second) != expected) {
            check.report("seal", id, "the journal says otherwise about it");
        }
        if (id != next++) check.report("seal", id, "a seal before it is missing");
        const bool quiet = quiet_since(check, seal);
        for (const TableSeal& was : seal) {
            if (kept(check.rows(was.table), was, quiet)) continue;
            check.report("seal", id,
                         "table " + was.table + " holds other rows than when it was sealed");
        }
    }
}

} // namespace prorata
