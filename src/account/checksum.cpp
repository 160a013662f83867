#include "prorata/account/checksum.hpp"

#include "account/digits.hpp"

#include <array>
#include <span>

namespace prorata {

namespace {

// The tail of one row of weights serves all three sums of the INN.
constexpr std::array inn_weights{3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8};

/// The control digit over the first `count` digits.
int inn_control(std::string_view inn, std::size_t count) noexcept {
    return weighted(inn, std::span(inn_weights).last(count)) % 11 % 10;
}

/// Letters of clearing currencies in the 6th place of an account, by the digit they stand for.
constexpr std::string_view clearing_letters = "ABCEHKMPTX";

int account_digit(char c) noexcept {
    return is_digit(c) ? digit(c) : static_cast<int>(clearing_letters.find(c));
}

bool is_account(std::string_view account) noexcept {
    constexpr std::size_t letter_place = 5;
    if (account.size() != 20) return false;
    for (std::size_t i = 0; i < account.size(); ++i) {
        const bool letter =
            i == letter_place && clearing_letters.find(account[i]) != std::string_view::npos;
        if (!is_digit(account[i]) && !letter) return false;
    }
    return true;
}

/// The weights 7, 1, 3 over three digits of the BIK and the account make a multiple of ten.
bool key_holds(std::array<char, 3> prefix, std::string_view account) noexcept {
    constexpr std::array weights{7, 1, 3};
    int sum = 0;
    for (std::size_t i = 0; i < 3; ++i)
        sum += digit(prefix[i]) * weights[i];
    for (std::size_t i = 0; i < account.size(); ++i) {
        sum += account_digit(account[i]) * weights[i % 3];
    }
    return sum % 10 == 0;
}

/// As if the account were with the Bank of Russia.
std::array<char, 3> central_prefix(std::string_view bik) noexcept {
    return {'0', bik[4], bik[5]};
}

} // namespace

bool is_inn_of_entity(std::string_view inn) noexcept {
    return is_number(inn, 10) && inn_control(inn, 9) == digit(inn[9]);
}

bool is_inn_of_person(std::string_view inn) noexcept {
    return is_number(inn, 12) && inn_control(inn, 10) == digit(inn[10]) &&
           inn_control(inn, 11) == digit(inn[11]);
}

bool is_kpp(std::string_view kpp) noexcept {
    if (kpp.size() != 9) return false;
    for (std::size_t i = 0; i < kpp.size(); ++i) {
        const bool letter = (i == 4 || i == 5) && is_capital(kpp[i]);
        if (!is_digit(kpp[i]) && !letter) return false;
    }
    return kpp != "000000000";
}

bool is_ogrn(std::string_view ogrn) noexcept {
    return is_number(ogrn, 13) && modulo(ogrn.substr(0, 12), 11) % 10 == digit(ogrn[12]);
}

bool is_ogrnip(std::string_view ogrnip) noexcept {
    return is_number(ogrnip, 15) && modulo(ogrnip.substr(0, 14), 13) % 10 == digit(ogrnip[14]);
}

bool is_bik(std::string_view bik) noexcept {
    return is_number(bik, 9) && bik[0] <= '2';
}

bool is_settlement_account(std::string_view bik, std::string_view account) noexcept {
    if (!is_bik(bik) || !is_account(account)) return false;
    const std::string_view end = bik.substr(6);
    const bool central = end == "000" || end == "001" || end == "002";
    return key_holds(central ? central_prefix(bik) : std::array{end[0], end[1], end[2]}, account);
}

bool is_correspondent_account(std::string_view bik, std::string_view account) noexcept {
    return is_bik(bik) && is_account(account) && account.substr(0, 3) == "301" &&
           key_holds(central_prefix(bik), account);
}

} // namespace prorata
