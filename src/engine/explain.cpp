#include "engine/explain.hpp"

#include "prorata/base/error.hpp"
#include "prorata/explain/explanation.hpp"
#include "repository/book.hpp"

#include <algorithm>

namespace prorata {

namespace {

Language language_of(std::string_view language) {
    if (language == "en") return Language::en;
    if (language == "ru") return Language::ru;
    throw Error(ErrorCode::invalid_argument, "the query was refused",
                {{"language", "is \"" + std::string(language) + "\"; give en or ru"}});
}

/// The charge with that id. Errors: Error{not_found}.
ChargeRecord charge_of(Book& book, std::int64_t charge) {
    (void)book.refresh();
    const auto found = book.charges(charge, 1);
    if (found.empty() || found.front().id != charge) {
        throw Error(ErrorCode::not_found, "there is no charge " + std::to_string(charge),
                    {{"charge", "is not there"}});
    }
    return found.front();
}

/// The recorded lines of a subscription with the bookings that wrote them.
struct History {
    std::vector<BookedLine> lines;
    std::size_t at = 0;
};

/// A booking begins with its line 1. Its entries may hold its lines in another order than they were
/// rated in, which is that of their numbers.
History history_of(Book& book, const ChargeRecord& wanted) {
    auto records = book.charges_of(wanted.account, wanted.subscription);
    History history;
    history.at = records.size();
    for (auto first = records.begin(); first != records.end();) {
        const auto next = std::find_if(first + 1, records.end(),
                                       [](const ChargeRecord& record) { return record.line == 1; });
        std::sort(first, next, [](const ChargeRecord& left, const ChargeRecord& right) {
            return left.line < right.line;
        });
        for (; first != next; ++first) {
            if (first->id == wanted.id) history.at = history.lines.size();
            history.lines.push_back({first->charge, next - records.begin()});
        }
    }
    if (history.at == records.size()) {
        throw Error(ErrorCode::storage_damaged, "charge " + std::to_string(wanted.id) +
                                                    " is not among those of its subscription");
    }
    return history;
}

/// The lines of the explained one's period.
std::vector<BookedLine> period_of(const History& history) {
    std::vector<BookedLine> lines;
    for (const BookedLine& line : history.lines) {
        if (line.charge.unit.period_on == history.lines[history.at].charge.unit.period_on) {
            lines.push_back(line);
        }
    }
    return lines;
}

} // namespace

Explanation derivation_of(Book& book, std::int64_t charge) {
    const History history = history_of(book, charge_of(book, charge));
    return explain(book.rating(), history.lines, history.at);
}

std::string explain_charge(Book& book, std::int64_t charge, std::string_view language) {
    const Language spoken = language_of(language);
    const History history = history_of(book, charge_of(book, charge));
    std::string text = sentence(explain(book.rating(), history.lines, history.at), spoken);
    for (const std::string& fault : recompute(book.rating(), period_of(history)))
        text += '\n' + fault;
    return text;
}

} // namespace prorata
