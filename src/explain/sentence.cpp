#include "prorata/explain/explanation.hpp"

#include <algorithm>

namespace prorata {

namespace {

std::string number(std::string text, Language language) {
    if (language == Language::ru) std::replace(text.begin(), text.end(), '.', ',');
    return text;
}

/// "11.01.2025" in Russian, ISO 8601 in English.
std::string day(Date date, Language language) {
    if (language == Language::en) return date.text();
    const std::string iso = date.text();
    return iso.substr(8, 2) + "." + iso.substr(5, 2) + "." + iso.substr(0, 4);
}

/// 1 день, 2 дня, 5 дней, 11 дней, 21 день.
std::string russian_days(std::int64_t count) {
    const std::int64_t tens = count % 100;
    const std::int64_t ones = count % 10;
    if (ones == 1 && tens != 11) return "день";
    if (ones >= 2 && ones <= 4 && (tens < 12 || tens > 14)) return "дня";
    return "дней";
}

std::string share(const Charge& charge, Language language) {
    const std::string n = std::to_string(charge.share.n);
    const std::string d = std::to_string(charge.share.d);
    const std::string from = day(charge.days.start(), language);
    const std::string to = day(charge.days.end() - 1, language);
    const std::int64_t count = days(charge.days);
    if (language == Language::ru) {
        return "× " + n + "/" + d + " (" + std::to_string(count) + " " + russian_days(count) +
               " с " + from + " по " + to + ")";
    }
    return "× " + n + "/" + d + " (" + std::to_string(count) + (count == 1 ? " day" : " days") +
           " from " + from + " to " + to + ")";
}

std::string derivation(const Explanation& made, Language language) {
    const bool russian = language == Language::ru;
    const Charge& charge = made.charge;
    std::string text;
    if (charge.sign < 0) text += russian ? "возврат: " : "taken back: ";
    if (made.per_unit) text += number(charge.terms.quantity.text(), language) + " × ";
    text += number(made.price.text(), language) + " " + std::string(charge.currency.code());
    text += (russian ? " за " : " a period of ") + made.billing_period.text();
    if (made.per_unit && made.included > Decimal(0)) {
        text += (russian ? ", включено " : ", included ") + number(made.included.text(), language);
    }
    const bool reduced =
        std::any_of(made.steps.begin(), made.steps.end(),
                    [](const DerivationStep& step) { return step.kind == StepKind::discount; });
    if (reduced) text += russian ? ", со скидкой" : ", discounted";
    const Decimal exact = made.exact.round({RoundingMode::half_up, 4});
    return text + " " + share(charge, language) + ": " + number(exact.text(), language);
}

std::string tax(const Charge& charge, Language language) {
    const bool russian = language == Language::ru;
    if (charge.unit.rate.exempt()) return russian ? "; без НДС" : "; exempt of VAT";
    return (russian ? "; в том числе НДС " : "; VAT included, ") + charge.unit.rate.text() + ": " +
           number(Amount(charge.tax, charge.currency).text(), language);
}

} // namespace

std::string sentence(const Explanation& made, Language language) {
    const bool russian = language == Language::ru;
    const Charge& charge = made.charge;
    std::string text = made.title + ": ";
    if (made.derived) {
        text += derivation(made, language) + (russian ? ", начислено " : ", charged ");
    } else {
        text += russian ? "разница " : "a difference of ";
    }
    text += number(Amount(charge.amount, charge.currency).text(), language);
    return text + tax(charge, language) + ".";
}

} // namespace prorata
