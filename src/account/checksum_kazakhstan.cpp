#include "prorata/account/checksum.hpp"

#include "account/digits.hpp"

#include <array>

namespace prorata {

namespace {

// The second weights are tried if the first give 10; if they do too, the number is never issued.
constexpr std::array kz_weights{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
constexpr std::array kz_second_weights{3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2};

bool kz_control_holds(std::string_view number) noexcept {
    int control = weighted(number, kz_weights) % 11;
    if (control == 10) control = weighted(number, kz_second_weights) % 11;
    return control == digit(number[11]);
}

bool between(std::string_view two_digits, int least, int most) noexcept {
    const int value = modulo(two_digits, 100);
    return value >= least && value <= most;
}

} // namespace

bool is_bin(std::string_view bin) noexcept {
    return is_number(bin, 12) && between(bin.substr(2, 2), 1, 12) && bin[4] >= '4' &&
           bin[4] <= '6' && kz_control_holds(bin);
}

bool is_iin(std::string_view iin) noexcept {
    return is_number(iin, 12) && between(iin.substr(2, 2), 1, 12) &&
           between(iin.substr(4, 2), 1, 31) && iin[6] >= '1' && iin[6] <= '6' &&
           kz_control_holds(iin);
}

bool is_iban_of_kazakhstan(std::string_view iban) noexcept {
    if (iban.size() != 20 || iban.substr(0, 2) != "KZ") return false;
    int rest = 0;
    for (std::size_t i = 0; i < iban.size(); ++i) {
        const char c = iban[(i + 4) % iban.size()]; // country and control digits come last
        if (!is_digit(c) && !is_capital(c)) return false;
        rest = is_digit(c) ? (rest * 10 + digit(c)) % 97 : (rest * 100 + (c - 'A' + 10)) % 97;
    }
    return rest == 1 && is_digit(iban[2]) && is_digit(iban[3]);
}

} // namespace prorata
