#pragma once

#include "prorata/engine/engine.hpp"
#include "prorata/tax/tax.hpp"

#include <array>
#include <cstring>
#include <stdexcept>
#include <string>

// A consumer of Arrow C streams that knows the specification and nothing of the library, but for
// the texts it makes: those of Engine::show.

namespace arrow_reader {

using namespace prorata;

inline bool valid(const ArrowArray& array, std::int64_t row) {
    const auto* bits = static_cast<const std::uint8_t*>(array.buffers[0]);
    return bits == nullptr || ((bits[row / 8] >> (row % 8)) & 1) != 0;
}

template <class Value>
Value value(const ArrowArray& array, std::int64_t row) {
    Value read;
    std::memcpy(&read, static_cast<const char*>(array.buffers[1]) + row * std::int64_t{sizeof read},
                sizeof read);
    return read;
}

inline std::string text(const ArrowArray& array, std::int64_t row) {
    const auto from = value<std::int32_t>(array, row);
    const auto to = value<std::int32_t>(array, row + 1);
    return {static_cast<const char*>(array.buffers[2]) + from, static_cast<std::size_t>(to - from)};
}

/// A decimal of 128 bits as digits, with a point before the last `scale` of them.
inline std::string decimal(const ArrowArray& array, std::int64_t row, std::size_t scale) {
    auto [low, high] = value<std::array<std::uint64_t, 2>>(array, row);
    const bool negative = (high >> 63U) != 0;
    if (negative) {
        low = ~low + 1;
        high = ~high + (low == 0 ? 1 : 0);
    }
    std::string digits;
    while (low != 0 || high != 0 || digits.size() <= scale) { // divide by ten, 32 bits at a time
        std::uint64_t rest = 0;
        std::uint64_t parts[4] = {high >> 32U, high & 0xFFFFFFFFU, low >> 32U, low & 0xFFFFFFFFU};
        for (std::uint64_t& part : parts) {
            const std::uint64_t dividend = (rest << 32U) | part;
            part = dividend / 10;
            rest = dividend % 10;
        }
        high = (parts[0] << 32U) | parts[1];
        low = (parts[2] << 32U) | parts[3];
        digits.insert(digits.begin(), static_cast<char>('0' + rest));
    }
    digits.insert(digits.size() - scale, ".");
    return (negative ? "-" : "") + digits;
}

/// Zeros at the end go, down to so many digits.
inline std::string trimmed(std::string number, std::size_t digits) {
    const std::size_t least = number.find('.') + digits;
    while (number.size() - 1 > least && number.back() == '0')
        number.pop_back();
    if (number.back() == '.') number.pop_back();
    return number;
}

inline std::string cell(const ArrowSchema& schema, const ArrowArray& array, std::int64_t row) {
    if (!valid(array, row)) return "";
    const std::string format = schema.format;
    if (format == "u") return text(array, row);
    if (format == "l") return std::to_string(value<std::int64_t>(array, row));
    if (format == "tdD") return Date::from_days(value<std::int32_t>(array, row)).text();
    if (format == "tsu:UTC") return Instant::from_micros(value<std::int64_t>(array, row)).text();
    if (format == "d:38,8") return trimmed(decimal(array, row, 8), 2);
    if (format == "d:38,18") return trimmed(decimal(array, row, 18), 0);
    if (format == "d:38,4" && std::string(schema.name) == "tax_rate")
        return trimmed(decimal(array, row, 4), 0) + " %";
    if (format == "d:38,4") return trimmed(decimal(array, row, 4), 2);
    if (format == "i" && schema.dictionary != nullptr)
        return text(*array.dictionary, value<std::int32_t>(array, row));
    throw std::runtime_error("the format " + format + " is unknown");
}

/// Reads the stream to its end, releases everything, and gives the rows.
inline Rows read(ArrowArrayStream& stream) {
    Rows rows;
    ArrowSchema schema;
    if (stream.get_schema(&stream, &schema) != 0) throw std::runtime_error("no schema");
    for (std::int64_t i = 0; i < schema.n_children; ++i)
        rows.columns.emplace_back(schema.children[i]->name);
    while (true) {
        ArrowArray array;
        if (stream.get_next(&stream, &array) != 0)
            throw std::runtime_error(stream.get_last_error(&stream));
        if (array.release == nullptr) break;
        for (std::int64_t row = 0; row < array.length; ++row) {
            std::vector<std::string> cells;
            for (std::int64_t i = 0; i < array.n_children; ++i)
                cells.push_back(cell(*schema.children[i], *array.children[i], row));
            rows.rows.push_back(std::move(cells));
        }
        array.release(&array);
    }
    schema.release(&schema);
    stream.release(&stream);
    return rows;
}

} // namespace arrow_reader
