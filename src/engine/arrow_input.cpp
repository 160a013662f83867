#include "engine/arrow_input.hpp"

#include "money/int128.hpp"
#include "prorata/time/instant.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <string_view>

namespace prorata {

namespace {

using Kind = ArrowInput::Kind;
using Type = ArrowInput::Type;

[[noreturn]] void fail(const std::string& message) {
    throw Error(ErrorCode::invalid_argument, "the stream was refused", {{"", message}});
}

/// A value of a buffer, wherever it lies.
template <class Value>
Value at(const void* buffer, std::int64_t position) {
    Value value;
    std::memcpy(&value, static_cast<const char*>(buffer) + position * std::int64_t{sizeof value},
                sizeof value);
    return value;
}

Type number_type(char format) {
    constexpr std::string_view whole = "csil";
    constexpr std::string_view natural = "CSIL";
    if (const auto found = whole.find(format); found != std::string_view::npos)
        return {Kind::whole, 1 << found};
    if (const auto found = natural.find(format); found != std::string_view::npos)
        return {Kind::natural, 1 << found};
    return {};
}

/// "d:38,2" or "d:9,2,32".
Type decimal_type(std::string_view format) {
    int numbers[3] = {0, 0, 128};
    const char* next = format.data() + 2;
    const char* const end = format.data() + format.size();
    for (int& number : numbers) {
        if (next >= end) break;
        const auto [stop, error] = std::from_chars(next, end, number);
        if (error != std::errc()) return {};
        next = stop + 1; // behind a comma
    }
    const int bytes = numbers[2] / 8;
    const bool known = bytes == 4 || bytes == 8 || bytes == 16;
    if (!known || numbers[1] < -38 || numbers[1] > 38) return {};
    return {Kind::decimal, bytes, numbers[1]};
}

/// "tsu:UTC"; any zone will do, because what is stored is the instant.
Type instant_type(std::string_view format) {
    constexpr std::string_view units = "smun";
    const auto unit = units.find(format[2]);
    if (unit == std::string_view::npos) return {};
    if (format.size() <= 4)
        return {.refusal = "holds timestamps without a zone; give them with one, for example UTC"};
    std::int64_t per_second = 1;
    for (std::size_t i = 0; i < unit; ++i)
        per_second *= 1000;
    return {Kind::instant, 8, 0, per_second};
}

Type plain_type(std::string_view format) {
    if (format == "n") return {Kind::nothing};
    if (format == "u") return {Kind::text};
    if (format == "U") return {Kind::large_text};
    if (format == "vu") return {Kind::text_view};
    if (format == "e" || format == "f" || format == "g") {
        return {.refusal =
                    "holds binary floating-point numbers, which are rarely what was written; "
                    "give decimals, whole numbers or texts"};
    }
    if (format.size() == 1) return number_type(format[0]);
    if (format.starts_with("d:")) return decimal_type(format);
    if (format.starts_with("ts") && format.size() >= 4) return instant_type(format);
    return {};
}

bool is_text(Kind kind) {
    return kind == Kind::text || kind == Kind::large_text || kind == Kind::text_view;
}

Type type_of(const ArrowSchema& schema) {
    Type type = plain_type(schema.format);
    if (schema.dictionary != nullptr) {
        const Kind values = plain_type(schema.dictionary->format).kind;
        const bool numbered = type.kind == Kind::whole || type.kind == Kind::natural;
        type = numbered && is_text(values) ? type : Type{};
        type.dictionary = values;
    }
    if (type.kind == Kind::other && type.refusal.empty()) {
        type.refusal = "has the Arrow type \"" + std::string(schema.format) +
                       "\"; give texts, decimals, whole numbers or timestamps with a zone";
    }
    return type;
}

/// A view is its text if that is short, else where it is.
std::string viewed(const ArrowArray& array, std::int64_t row) {
    constexpr std::int32_t most_inside = 12;
    const auto* view = static_cast<const char*>(array.buffers[1]) + row * 16;
    const auto size = at<std::int32_t>(view, 0);
    if (size <= most_inside) return {view + 4, static_cast<std::size_t>(size)};
    const auto* data = static_cast<const char*>(array.buffers[2 + at<std::int32_t>(view, 2)]);
    return {data + at<std::int32_t>(view, 3), static_cast<std::size_t>(size)};
}

template <class Offset>
std::string between(const ArrowArray& array, std::int64_t row) {
    const auto from = at<Offset>(array.buffers[1], row);
    const auto to = at<Offset>(array.buffers[1], row + 1);
    if (to == from) return "";
    return {static_cast<const char*>(array.buffers[2]) + from, static_cast<std::size_t>(to - from)};
}

std::string text_of(Kind kind, const ArrowArray& array, std::int64_t row) {
    if (kind == Kind::text) return between<std::int32_t>(array, row);
    return kind == Kind::large_text ? between<std::int64_t>(array, row) : viewed(array, row);
}

std::int64_t whole_of(const Type& type, const void* values, std::int64_t row) {
    switch (type.bytes) {
    case 1: return at<std::int8_t>(values, row);
    case 2: return at<std::int16_t>(values, row);
    case 4: return at<std::int32_t>(values, row);
    default: return at<std::int64_t>(values, row);
    }
}

std::uint64_t natural_of(const Type& type, const void* values, std::int64_t row) {
    switch (type.bytes) {
    case 1: return at<std::uint8_t>(values, row);
    case 2: return at<std::uint16_t>(values, row);
    case 4: return at<std::uint32_t>(values, row);
    default: return at<std::uint64_t>(values, row);
    }
}

/// The shortest way to write a number of so many digits behind the point.
std::string decimal_text(Int128 number, int scale) {
    const bool negative = number < 0;
    for (; scale > 0 && number % 10 == 0; --scale)
        number /= 10;
    std::string digits;
    for (; number != 0 || digits.size() <= static_cast<std::size_t>(std::max(scale, 0));
         number /= 10)
        digits.insert(digits.begin(),
                      static_cast<char>('0' + (negative ? -1 : 1) * static_cast<int>(number % 10)));
    if (scale > 0) digits.insert(digits.size() - static_cast<std::size_t>(scale), ".");
    if (scale < 0 && digits != "0") digits.append(static_cast<std::size_t>(-scale), '0');
    return (negative ? "-" : "") + digits;
}

std::string decimal_of(const Type& type, const void* values, std::int64_t row) {
    const Int128 number = type.bytes == 16 ? at<Int128>(values, row) : whole_of(type, values, row);
    return decimal_text(number, type.scale);
}

std::string instant_of(const Type& type, const void* values, std::int64_t row) {
    constexpr std::int64_t micros = 1'000'000;
    auto at_micros = at<std::int64_t>(values, row);
    if (type.per_second > micros) {
        const std::int64_t finer = type.per_second / micros;
        if (at_micros % finer != 0)
            throw Error(ErrorCode::inexact, "is finer than a microsecond; round it");
        at_micros /= finer;
    } else if (__builtin_mul_overflow(at_micros, micros / type.per_second, &at_micros)) {
        throw Error(ErrorCode::overflow, "is no instant of the years 1 to 9999");
    }
    return Instant::from_micros(at_micros).text();
}

bool is_null(const ArrowArray& array, std::int64_t row) {
    if (array.null_count == 0 || array.n_buffers == 0 || array.buffers[0] == nullptr) return false;
    const auto byte = at<std::uint8_t>(array.buffers[0], row / 8);
    return ((byte >> (row % 8)) & 1) == 0;
}

} // namespace

ArrowInput::ArrowInput(ArrowArrayStream& stream) : stream_(stream) {
    if (stream.release == nullptr)
        throw Error(ErrorCode::misuse, "the stream was released",
                    {{"records", "give a new stream"}});
    stream.release = nullptr; // moved, as the specification says
    ArrowSchema schema{};
    try {
        if (stream_.get_schema(&stream_, &schema) != 0) {
            const char* why = stream_.get_last_error(&stream_);
            fail(std::string("it failed: ") + (why == nullptr ? "it does not say why" : why));
        }
        if (std::string_view(schema.format) != "+s") fail("it has no columns");
        for (std::int64_t i = 0; i < schema.n_children; ++i) {
            const ArrowSchema& child = *schema.children[i];
            columns_.push_back({child.name == nullptr ? "" : child.name, type_of(child)});
        }
    } catch (...) {
        if (schema.release != nullptr) schema.release(&schema);
        stream_.release(&stream_);
        throw;
    }
    schema.release(&schema);
}

ArrowInput::~ArrowInput() {
    drop_batch();
    stream_.release(&stream_);
}

void ArrowInput::drop_batch() noexcept {
    if (batch_.release != nullptr) batch_.release(&batch_);
    batch_ = {};
}

bool ArrowInput::next() {
    drop_batch();
    if (stream_.get_next(&stream_, &batch_) != 0) {
        batch_ = {};
        const char* why = stream_.get_last_error(&stream_);
        fail(std::string("it failed: ") + (why == nullptr ? "it does not say why" : why));
    }
    if (batch_.release == nullptr) return false;
    if (batch_.n_children != static_cast<std::int64_t>(columns_.size()) || batch_.length < 0)
        fail("a batch has other columns than the stream");
    for (std::size_t i = 0; i < columns_.size(); ++i)
        require_right(*batch_.children[i], columns_[i].type);
    return true;
}

/// What can be seen of an array: the sizes of its buffers are not said.
void ArrowInput::require_right(const ArrowArray& array, const Type& type) const {
    if (type.kind == Kind::nothing || type.kind == Kind::other) return;
    const std::int64_t least = type.kind == Kind::text || type.kind == Kind::large_text ? 3 : 2;
    const bool short_of_rows = array.length < batch_.offset + batch_.length;
    const bool empty = array.length == 0;
    if (short_of_rows || array.offset < 0 || array.n_buffers < least ||
        (!empty && array.buffers[1] == nullptr))
        fail("a column holds less than its batch says");
    if (type.dictionary && array.dictionary == nullptr) fail("a dictionary is missing");
}

std::optional<std::string> ArrowInput::text(std::size_t column, std::int64_t row) const {
    const Type& type = columns_[column].type;
    const ArrowArray& array = *batch_.children[column];
    const std::int64_t place = array.offset + batch_.offset + row;
    if (type.kind == Kind::nothing || is_null(array, place)) return std::nullopt;
    const void* const values = array.buffers[1];
    if (type.dictionary) {
        const ArrowArray& texts = *array.dictionary;
        const std::int64_t index = type.kind == Kind::whole
                                       ? whole_of(type, values, place)
                                       : static_cast<std::int64_t>(natural_of(type, values, place));
        if (index < 0 || index >= texts.length)
            fail("a number stands for no text of its dictionary");
        if (is_null(texts, texts.offset + index)) return std::nullopt;
        return text_of(*type.dictionary, texts, texts.offset + index);
    }
    switch (type.kind) {
    case Kind::whole: return std::to_string(whole_of(type, values, place));
    case Kind::natural: return std::to_string(natural_of(type, values, place));
    case Kind::decimal: return decimal_of(type, values, place);
    case Kind::instant: return instant_of(type, values, place);
    default: return text_of(type.kind, array, place);
    }
}

} // namespace prorata
