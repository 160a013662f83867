// Sealing a book: a record of what every table holds, and the anchor to keep outside.

#include "engine/commands.hpp"
#include "repository/row_io.hpp"
#include "verify/seal.hpp"

namespace prorata {

Outcome<Answer> carry_out(Session& session, const Seal&) {
    session.work.expect_counters(); // what is read here must be what is committed beside
    const Image image(session.book());
    const auto chain = anchors(image.table("seal"), image.table("journal"));
    const auto seal = seal_tables(image);
    const auto id = static_cast<std::int64_t>(chain.size()) + 1;
    storage::RowBatch& rows = session.work.insert_batch("seal");
    for (const TableSeal& table : seal) {
        RowWriter{rows}(id, table.table, table.rows, table.mark, table.digest, session.context.at);
    }
    const Context& context = session.context;
    storage::RowBatch journal(Book::table("journal")); // as the command will be recorded
    write(journal, JournalRecord{session.work.next("journal"), std::nullopt, "seal", context.actor,
                                 context.key, context.at, context.at, "seal", ""});
    const std::string anchor = anchors(rows, journal, chain.empty() ? "" : chain.back()).back();
    return Answer{{{"seal", std::to_string(id)}, {"anchor", anchor}}};
}

} // namespace prorata
