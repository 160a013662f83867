#include "explain/lines.hpp"

#include <algorithm>

namespace prorata {

namespace {

std::string number(std::string text, Language language) {
    if (language == Language::ru) std::replace(text.begin(), text.end(), '.', ',');
    return text;
}

std::string number(const Exact& exact, Language language) {
    constexpr int digits = 4;
    return number(exact.round({RoundingMode::half_up, digits}).text(), language);
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

/// The words of one language for the steps of a derivation.
class Speaker {
  public:
    Speaker(const Explanation& made, Language language) : made_(made), language_(language) {}

    [[nodiscard]] std::string all() const {
        const Charge& charge = made_.charge;
        std::string text = made_.title + ": ";
        if (made_.find(StepKind::cost) == nullptr || charge.sign == 0) {
            text += say("a difference of ", "разница ");
        } else {
            text += (charge.sign < 0 ? say("taken back: ", "возврат: ") : "") + price() + share() +
                    ": " + number(made_.exact, language_) + say(", charged ", ", начислено ");
        }
        text += number(Amount(charge.amount, charge.currency).text(), language_);
        return text + rounding() + tax() + ".";
    }

  private:
    [[nodiscard]] std::string say(const char* english, const char* russian) const {
        return language_ == Language::en ? english : russian;
    }
    [[nodiscard]] std::string operand(const DerivationStep& step, const char* name) const {
        return number(step.operand(name).value_or(Exact(0)), language_);
    }

    /// "5 × 100 RUB a period of P1M", "100 × 1 + 50 × 0.5 RUB …", then what changed it.
    [[nodiscard]] std::string price() const {
        std::string text;
        std::string after;
        for (const DerivationStep& step : made_.steps) {
            switch (step.kind) {
            case StepKind::cost: text += (text.empty() ? "" : " + ") + cost(step); break;
            case StepKind::included:
                after += say(", included ", ", включено ") + included(step);
                break;
            case StepKind::discount: after += discount(step); break;
            case StepKind::counted:
                after += say(", less ", ", за вычетом ") + operand(step, "cost") +
                         say(" for what was counted before", " за учтённое ранее");
                break;
            case StepKind::units:
                text.insert(0, operand(step, "quantity") + " × (").append(")");
                break;
            case StepKind::rate:
                after += say(", with the net of a rate of ", ", без НДС как при ставке ") +
                         operand(step, "listed") + " %";
                break;
            case StepKind::maximum:
                after += say(", held at the most ", ", не больше ") + operand(step, "held");
                break;
            case StepKind::minimum:
                after += say(", raised to the least ", ", не меньше ") + operand(step, "held");
                break;
            default: break;
            }
        }
        return text + " " + std::string(made_.charge.currency.code()) +
               say(" a period of ", " за ") + made_.billing_period.text() + after;
    }

    [[nodiscard]] std::string cost(const DerivationStep& step) const {
        const std::string fee = operand(step, "flat_fee");
        std::string text = operand(step, "amount");
        if (step.by == "percentage") text += " %";
        const Exact times = step.by == "percentage"
                                ? step.operand("quantity").value_or(0) * Exact(100)
                                : step.operand("quantity").value_or(0);
        const bool whole = step.by == "flat" || step.by == "stairstep";
        if (!whole) text = number(times, language_) + " × " + text;
        return fee == "0" ? text : text + " + " + fee;
    }

    [[nodiscard]] std::string included(const DerivationStep& step) const {
        const std::string n = operand(step, "n");
        const std::string d = operand(step, "d");
        return operand(step, "included") + (n == d ? "" : " × " + n + "/" + d);
    }

    [[nodiscard]] std::string discount(const DerivationStep& step) const {
        if (step.operand("least")) return say(", never below 0", ", не меньше 0");
        const bool percent = step.operand("percent").has_value();
        return say(", less ", ", скидка ") +
               (percent ? operand(step, "percent") + " %" : operand(step, "sum")) + " (" +
               cause(step.by) + "): " + number(step.after, language_);
    }

    [[nodiscard]] std::string cause(const std::string& by) const {
        if (by.starts_with("partner_level")) return say("partner level", "уровень партнёра");
        if (by.starts_with("renewal")) return say("renewal", "продление");
        if (by.starts_with("promo")) return say("promo code", "промокод");
        return by.substr(0, by.find(' '));
    }

    [[nodiscard]] std::string share() const {
        const Charge& charge = made_.charge;
        const std::int64_t count = days(charge.days);
        std::string text = " (" + std::to_string(count) + " ";
        text += language_ == Language::ru ? russian_days(count) + " с "
                : count == 1              ? "day from "
                                          : "days from ";
        text += day(charge.days.start(), language_) + say(" to ", " по ") +
                day(charge.days.end() - 1, language_) + ")";
        if (charge.kind == ChargeKind::metered) return text;
        return " × " + std::to_string(charge.share.n) + "/" + std::to_string(charge.share.d) + text;
    }

    /// Only where the amount is not simply the rounded value.
    [[nodiscard]] std::string rounding() const {
        const DerivationStep* step = made_.find(StepKind::rounding);
        if (step == nullptr || step->operand("difference") || step->operand("recorded")) return "";
        const Rounding rounding = step->rounding.value_or(Rounding{RoundingMode::half_up, 2});
        if (Exact(step->before.round(rounding)) == step->after) return "";
        if (step->by == "R6") {
            return say(" (its part of the order's total)", " (доля в сумме заказа)");
        }
        if (step->by == "R4") {
            return say(" (so that the period adds up)", " (чтобы сошлась сумма периода)");
        }
        return say(" (rounded along the period)", " (округлено нарастающим итогом)");
    }

    [[nodiscard]] std::string tax() const {
        const Charge& charge = made_.charge;
        if (charge.unit.rate.exempt()) return say("; exempt of VAT", "; без НДС");
        return say("; VAT included, ", "; в том числе НДС ") + charge.unit.rate.text() + ": " +
               number(Amount(charge.tax, charge.currency).text(), language_);
    }

    const Explanation& made_;
    Language language_;
};

} // namespace

std::string sentence(const Explanation& made, Language language) {
    return Speaker(made, language).all();
}

} // namespace prorata
