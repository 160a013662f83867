#pragma once

#include <string_view>

namespace prorata {

/// Whether a number of Russia or Kazakhstan has the right length, characters and control digits.
///
/// What is right here may still belong to nobody: the registers are not asked. Numbers of only
/// zeros are wrong. Pure functions; they never throw.
///
/// See: docs/concepts/account.md, which says what a control digit finds and what it cannot.

/// INN of a legal entity: 10 digits, the last one is the control digit.
[[nodiscard]] bool is_inn_of_entity(std::string_view inn) noexcept;

/// INN of a person or a sole proprietor: 12 digits, the last two are control digits.
[[nodiscard]] bool is_inn_of_person(std::string_view inn) noexcept;

/// KPP: 4 digits, 2 digits or Latin capitals, 3 digits. It has no control digit.
[[nodiscard]] bool is_kpp(std::string_view kpp) noexcept;

/// OGRN of a legal entity: 13 digits; the first twelve modulo 11, last digit of it.
[[nodiscard]] bool is_ogrn(std::string_view ogrn) noexcept;

/// OGRNIP of a sole proprietor: 15 digits; the first fourteen modulo 13, last digit of it.
[[nodiscard]] bool is_ogrnip(std::string_view ogrnip) noexcept;

/// BIK of a Russian bank: 9 digits from 0, 1 or 2. It has no control digit.
[[nodiscard]] bool is_bik(std::string_view bik) noexcept;

/// A client's account and its bank belong together; 20 digits, the 6th may be a clearing letter.
///
/// The key covers the end of the BIK, or, for a BIK that ends in 000, 001 or 002 (the Bank of
/// Russia itself), its digits 5 and 6.
[[nodiscard]] bool is_settlement_account(std::string_view bik, std::string_view account) noexcept;

/// A bank's account with the Bank of Russia: 20 digits from 301; the key covers digits 5 and 6 of
/// the BIK.
[[nodiscard]] bool is_correspondent_account(std::string_view bik,
                                            std::string_view account) noexcept;

/// BIN of Kazakhstan: YYMM of registration, kind 4 to 6, and a control digit; 12 digits.
[[nodiscard]] bool is_bin(std::string_view bin) noexcept;

/// IIN of Kazakhstan: YYMMDD of birth, century and sex 1 to 6, and a control digit; 12 digits.
[[nodiscard]] bool is_iin(std::string_view iin) noexcept;

/// An account in Kazakhstan: KZ and 18 digits or Latin capitals that are 1 modulo 97 (ISO 13616).
[[nodiscard]] bool is_iban_of_kazakhstan(std::string_view iban) noexcept;

} // namespace prorata
