#include "account/checks.hpp"

#include "account/digits.hpp"
#include "prorata/account/checksum.hpp"
#include "prorata/time/date.hpp"

#include <algorithm>
#include <array>

namespace prorata {

namespace {

constexpr std::array all_fields{
#define PRORATA_FIELD(name, meaning) Requisite::name,
    PRORATA_REQUISITES(PRORATA_FIELD)
#undef PRORATA_FIELD
};

bool capitals_or_digits(std::string_view text) noexcept {
    return std::all_of(text.begin(), text.end(), is_digit_or_capital);
}

bool is_date(std::string_view text) {
    try {
        (void)Date::parse(text);
        return true;
    } catch (const Error&) {
        return false;
    }
}

/// The check of one set of requisites. Messages never quote a value (R62).
class Check {
  public:
    Check(const Requisites& requisites, std::string_view country, LegalForm form,
          ChecksumPolicy policy, Faults& faults)
        : requisites_(requisites), country_(country), form_(form), policy_(policy),
          faults_(faults) {}

    std::vector<Fault> run() {
        unknown();
        for (const Requisite field : all_fields)
            presence(field);
        numbers();
        banks();
        dates();
        return std::move(warnings_);
    }

  private:
    void fault(std::string_view field, std::string message) {
        faults_.add("requisite." + std::string(field), std::move(message));
    }

    /// The value to be looked at further: nothing if it is missing, forbidden or not printable.
    std::optional<std::string_view> value(Requisite field) const {
        const auto found = requisites_.find(name(field));
        if (found == requisites_.end() || !printable(found->second, longest)) return std::nullopt;
        if (need(field, country_, form_) == Need::forbidden) return std::nullopt;
        return found->second;
    }

    void unknown() {
        for (const auto& [field, text] : requisites_) {
            if (!requisite(field)) fault(field, "is no known requisite");
        }
    }

    void presence(Requisite field) {
        const auto found = requisites_.find(name(field));
        const Need needed = need(field, country_, form_);
        const std::string who = std::string(name(form_)) + " of " + std::string(country_);
        if (found == requisites_.end()) {
            if (needed != Need::required) return;
            fault(name(field), "is missing: " + std::string(meaning(field)));
        } else if (needed == Need::forbidden) {
            fault(name(field), "is not for " + who + "; leave it out");
        } else if (!printable(found->second, longest)) {
            fault(name(field), "is empty, has control characters or more than 1000 bytes");
        }
    }

    /// A wrong form is a fault; a right form with wrong control digits is one by policy.
    void number(Requisite field, bool form_holds, bool control_holds, const char* form) {
        if (!form_holds) {
            fault(name(field), std::string("has the wrong form; give ") + form);
        } else if (!control_holds) {
            control(field, policy_);
        }
    }

    void control(Requisite field, ChecksumPolicy policy) {
        const std::string message = "has wrong control digits; compare it with the original";
        if (policy == ChecksumPolicy::fail) return fault(name(field), message);
        warnings_.push_back({"requisite." + std::string(name(field)), message});
    }

    void numbers() {
        if (const auto inn = value(Requisite::inn)) inn_of(*inn);
        if (const auto kpp = value(Requisite::kpp)) {
            number(Requisite::kpp, is_kpp(*kpp), true, "9 digits; the 5th and 6th may be capitals");
        }
        if (const auto ogrn = value(Requisite::ogrn)) {
            number(Requisite::ogrn, is_digits(*ogrn, 13), is_ogrn(*ogrn), "13 digits");
        }
        if (const auto ogrnip = value(Requisite::ogrnip)) {
            number(Requisite::ogrnip, is_digits(*ogrnip, 15), is_ogrnip(*ogrnip), "15 digits");
        }
        if (const auto bin = value(Requisite::bin)) {
            number(Requisite::bin, is_digits(*bin, 12), is_bin(*bin), "12 digits");
        }
        if (const auto iin = value(Requisite::iin)) {
            number(Requisite::iin, is_digits(*iin, 12), is_iin(*iin), "12 digits");
        }
    }

    void inn_of(std::string_view inn) {
        if (form_ == LegalForm::legal_entity) {
            number(Requisite::inn, is_digits(inn, 10), is_inn_of_entity(inn), "10 digits");
        } else {
            number(Requisite::inn, is_digits(inn, 12), is_inn_of_person(inn), "12 digits");
        }
    }

    void banks() {
        if (country_ == "RU") russian_bank();
        if (country_ == "KZ") kazakh_bank();
    }

    void russian_bank() {
        const auto bik = value(Requisite::bik);
        if (bik) number(Requisite::bik, is_bik(*bik), true, "9 digits, the first 0, 1 or 2");
        const bool known = bik && is_bik(*bik); // without it no key can be computed
        if (const auto account = value(Requisite::settlement_account)) {
            settlement(*account, !known || is_settlement_account(*bik, *account));
        }
        if (const auto account = value(Requisite::correspondent_account)) {
            number(Requisite::correspondent_account,
                   is_digits(*account, 20) && account->substr(0, 3) == "301",
                   !known || is_correspondent_account(*bik, *account), "20 digits from 301");
        }
    }

    void settlement(std::string_view account, bool control_holds) {
        const bool form_holds = account.size() == 20 && is_digits(account.substr(0, 5), 5) &&
                                is_digits(account.substr(6), 14) && capitals_or_digits(account);
        const bool treasury = account.substr(0, 2) == "03" || account.substr(0, 5) == "40102";
        if (form_holds && treasury && !control_holds) {
            return control(Requisite::settlement_account, ChecksumPolicy::warn);
        }
        number(Requisite::settlement_account, form_holds, control_holds, "20 digits");
    }

    void kazakh_bank() {
        if (const auto bik = value(Requisite::bik)) {
            const bool length = bik->size() == 8 || bik->size() == 11;
            number(Requisite::bik, length && capitals_or_digits(*bik), true,
                   "8 or 11 capitals and digits");
        }
        if (const auto iban = value(Requisite::iban)) {
            number(Requisite::iban,
                   iban->size() == 20 && iban->substr(0, 2) == "KZ" && capitals_or_digits(*iban),
                   is_iban_of_kazakhstan(*iban), "KZ and 18 digits or capitals");
        }
    }

    void dates() {
        for (const Requisite field : {Requisite::passport_issued_on, Requisite::birth_on}) {
            const auto text = value(field);
            if (text && !is_date(*text)) fault(name(field), "is no date; give YYYY-MM-DD");
        }
    }

    static constexpr std::size_t longest = 1000;

    const Requisites& requisites_;
    std::string_view country_;
    LegalForm form_;
    ChecksumPolicy policy_;
    Faults& faults_;
    std::vector<Fault> warnings_;
};

} // namespace

std::vector<Fault> check(const Requisites& requisites, std::string_view country, LegalForm form,
                         ChecksumPolicy policy, Faults& faults) {
    if (name(form) == "unknown") {
        faults.add("kind", "is in no list");
        return {};
    }
    return Check(requisites, country, form, policy, faults).run();
}

} // namespace prorata
