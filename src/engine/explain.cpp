#include "engine/explain.hpp"

#include "prorata/base/error.hpp"
#include "prorata/explain/explanation.hpp"
#include "repository/book.hpp"

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

/// The recorded lines of a subscription with the bookings that wrote them: the numbers of the lines
/// begin anew in each.
struct History {
    std::vector<BookedLine> lines;
    std::size_t at = 0;
};

History history_of(Book& book, const ChargeRecord& wanted) {
    History history;
    const ChargeRecord* before = nullptr;
    std::int64_t booking = 0;
    const auto records = book.charges_of(wanted.account, wanted.subscription);
    for (const ChargeRecord& record : records) {
        const bool goes_on = before != nullptr && before->run == record.run &&
                             before->charged_on == record.charged_on && before->line < record.line;
        if (!goes_on) ++booking;
        if (record.id == wanted.id) history.at = history.lines.size();
        history.lines.push_back({record.charge, booking});
        before = &record;
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
