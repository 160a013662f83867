#pragma once

#include "prorata/base/named_codes.hpp"
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace prorata {

/// The legal form of who pays or sells: name and number (AC-01). Stored numbers.
#define PRORATA_LEGAL_FORMS(X)                                                                     \
    X(individual, 1)                                                                               \
    X(legal_entity, 2)                                                                             \
    X(sole_proprietor, 3)
PRORATA_NAMED_CODES(LegalForm, legal_form, PRORATA_LEGAL_FORMS)

/// The known requisites: name, what it is (AC-02). Fields are stored under their names.
#define PRORATA_REQUISITES(X)                                                                      \
    X(name, "full name of the person or the firm")                                                 \
    X(contact, "who answers questions")                                                            \
    X(phone, "telephone")                                                                          \
    X(email, "address for financial notices")                                                      \
    X(inn, "tax number in Russia: 10 digits of a legal entity, 12 of a person")                    \
    X(kpp, "reason code of registration in Russia, 9 characters")                                  \
    X(ogrn, "registration of a legal entity in Russia, 13 digits")                                 \
    X(ogrnip, "registration of a sole proprietor in Russia, 15 digits")                            \
    X(bin, "business number in Kazakhstan, 12 digits")                                             \
    X(iin, "individual number in Kazakhstan, 12 digits")                                           \
    X(tax_number, "tax number in any other country")                                               \
    X(registration_number, "registration in any other country")                                    \
    X(bank_name, "name of the bank")                                                               \
    X(bik, "code of the bank: 9 digits in Russia, 8 or 11 characters in Kazakhstan")               \
    X(settlement_account, "account with the bank in Russia, 20 characters")                        \
    X(correspondent_account, "account of the bank with the Bank of Russia, 20 digits")             \
    X(iban, "account with the bank in other countries; 20 characters in Kazakhstan")               \
    X(legal_address, "registered address of the firm")                                             \
    X(actual_address, "where it is; left out: the legal address")                                  \
    X(director_name, "who signs, nominative")                                                      \
    X(director_name_genitive, "who signs, genitive")                                               \
    X(director_name_dative, "who signs, dative")                                                   \
    X(director_post, "post of who signs, nominative")                                              \
    X(director_post_genitive, "post of who signs, genitive")                                       \
    X(director_post_dative, "post of who signs, dative")                                           \
    X(acts_on, "the basis on which the director acts, for example the charter, genitive")          \
    X(passport, "series and number of the passport")                                               \
    X(passport_issued_on, "date of issue, ISO 8601")                                               \
    X(passport_issued_by, "issuer of the passport")                                                \
    X(birth_on, "date of birth, ISO 8601")                                                         \
    X(registration_address, "where the person is registered")

enum class Requisite : std::uint8_t {
#define PRORATA_ENUMERATOR(name, meaning) name,
    PRORATA_REQUISITES(PRORATA_ENUMERATOR)
#undef PRORATA_ENUMERATOR
};

/// The name as written in this list; "unknown" for a number that is in no list.
[[nodiscard]] std::string_view name(Requisite field) noexcept;

/// What the field holds, one clause in English; "unknown" as above.
[[nodiscard]] std::string_view meaning(Requisite field) noexcept;

/// The field of that name, or nothing.
[[nodiscard]] std::optional<Requisite> requisite(std::string_view name) noexcept;

/// Personal data and bank details, field name to value: {"inn", "7707083893"}.
///
/// They are kept apart from the payer and from everything that is hashed or journalled, in one
/// place that can be erased (R62); no message of the library quotes a value.
using Requisites = std::map<std::string, std::string, std::less<>>;

/// Whether a field must, may or must not be given.
enum class Need : std::uint8_t { required, optional, forbidden };

/// The need of a field by country and legal form: a table for RU, one for KZ, one for the others.
///
/// Errors: Error{invalid_argument} for a field or form that is in no list.
[[nodiscard]] Need need(Requisite field, std::string_view country, LegalForm form);

/// What is done about a wrong control digit; wrong lengths and characters are always faults.
enum class ChecksumPolicy : std::uint8_t { fail, warn };

} // namespace prorata
