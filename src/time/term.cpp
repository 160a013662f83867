#include "prorata/time/term.hpp"

#include "prorata/base/error.hpp"
#include "time/text.hpp"

namespace prorata {

namespace {

constexpr int most = 9999;

} // namespace

Term::Term(int count, TermUnit unit) : count_(count), unit_(unit) {
    if (count < 1 || count > most || unit < TermUnit::hour || unit > TermUnit::year) {
        throw Error(ErrorCode::invalid_argument, "a term of " + std::to_string(count) +
                                                     " units; give 1 to 9999 of hours, days, "
                                                     "weeks, months or years");
    }
}

Term Term::parse(std::string_view text) {
    TextReader reader(text, "a term of one unit like P1M, P2W, P365D, P1Y or PT1H");
    reader.literal('P');
    const bool of_time = reader.at('T');
    if (of_time) reader.literal('T');
    int count = 0;
    do {
        count = count * 10 + reader.digits(1);
    } while (reader.at_digit() && count <= most);
    const char letter = reader.any();
    reader.end();
    if (of_time && letter == 'H') return {count, TermUnit::hour};
    if (of_time) reader.malformed();
    switch (letter) {
    case 'D': return {count, TermUnit::day};
    case 'W': return {count, TermUnit::week};
    case 'M': return {count, TermUnit::month};
    case 'Y': return {count, TermUnit::year};
    default: reader.malformed();
    }
}

std::string Term::text() const {
    const char* const letters = "HDWMY";
    const char letter = letters[static_cast<std::size_t>(unit_) - 1];
    return (unit_ == TermUnit::hour ? "PT" : "P") + std::to_string(count_) + letter;
}

int Term::months() const noexcept {
    return monthly() ? count_ * (unit_ == TermUnit::year ? 12 : 1) : 0;
}

int Term::days() const noexcept {
    switch (unit_) {
    case TermUnit::day: return count_;
    case TermUnit::week: return count_ * 7;
    default: return 0;
    }
}

int Term::whole_multiple_of(const Term& part) const noexcept {
    const auto times = [](int whole, int one) {
        return one > 0 && whole % one == 0 ? whole / one : 0;
    };
    if (unit_ == TermUnit::hour && part.unit_ == TermUnit::hour) return times(count_, part.count_);
    if (monthly() != part.monthly()) return 0;
    return monthly() ? times(months(), part.months()) : times(days(), part.days());
}

} // namespace prorata
