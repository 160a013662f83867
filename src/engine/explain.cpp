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

} // namespace

Explanation derivation_of(Book& book, std::int64_t charge) {
    const ChargeRecord record = charge_of(book, charge);
    return explain(book.rating(), record.charge);
}

std::string explain_charge(Book& book, std::int64_t charge, std::string_view language) {
    const Language spoken = language_of(language);
    const ChargeRecord record = charge_of(book, charge);
    std::vector<Charge> lines;
    for (const ChargeRecord& other : book.charges_of(record.account, record.subscription)) {
        const Unit& unit = other.charge.unit;
        if (unit.component == record.charge.unit.component &&
            unit.period_on == record.charge.unit.period_on) {
            lines.push_back(other.charge);
        }
    }
    std::string text = sentence(explain(book.rating(), record.charge), spoken);
    for (const std::string& fault : recompute(book.rating(), lines))
        text += '\n' + fault;
    return text;
}

} // namespace prorata
