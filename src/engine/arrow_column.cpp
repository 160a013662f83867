#include "engine/arrow_column.hpp"

#include "prorata/base/error.hpp"

#include <array>
#include <cstring>
#include <limits>
#include <memory>

namespace prorata {

namespace {

constexpr int amount_scale = 8; // 4 digits of the finest currency, 4 of an amount
constexpr int money_scale = 4;
constexpr int decimal_scale = 18;
constexpr int percent_scale = 4;
constexpr int amount_digits = 4; // of an amount behind the currency's own

/// What an array owns: its buffers, and the arrays below it.
struct ArrayParts {
    std::vector<std::uint8_t> validity;
    std::vector<std::uint8_t> values;
    std::vector<std::int32_t> offsets;
    std::array<const void*, 3> buffers{};
    std::vector<Owned<ArrowArray>> children;
    std::vector<ArrowArray*> pointers;
    std::unique_ptr<Owned<ArrowArray>> dictionary;
};

struct SchemaParts {
    std::string name;
    std::vector<Owned<ArrowSchema>> children;
    std::vector<ArrowSchema*> pointers;
    std::unique_ptr<Owned<ArrowSchema>> dictionary;
};

template <class Struct, class Parts>
void release(Struct* spent) {
    const std::unique_ptr<Parts> parts(static_cast<Parts*>(spent->private_data));
    spent->release = nullptr;
}

/// `made` with what it owns goes out, whole or not at all.
template <class Struct, class Parts>
void hand_out(std::unique_ptr<Parts> parts, Struct made, Struct& out) {
    parts->pointers.reserve(parts->children.size());
    for (auto& child : parts->children)
        parts->pointers.push_back(&child.arrow);
    made.n_children = static_cast<std::int64_t>(parts->children.size());
    made.children = parts->pointers.data();
    made.dictionary = parts->dictionary ? &parts->dictionary->arrow : nullptr;
    made.release = release<Struct, Parts>;
    made.private_data = parts.release();
    out = made;
}

void make_schema(const char* format, std::string name, bool nullable,
                 std::vector<Owned<ArrowSchema>> children,
                 std::unique_ptr<Owned<ArrowSchema>> dictionary, ArrowSchema& out) {
    auto parts = std::make_unique<SchemaParts>();
    parts->name = std::move(name);
    parts->children = std::move(children);
    parts->dictionary = std::move(dictionary);
    ArrowSchema made{};
    made.format = format;
    made.name = parts->name.c_str();
    made.flags = nullable ? ARROW_FLAG_NULLABLE : 0;
    hand_out(std::move(parts), made, out);
}

const char* format_of(Showing showing) {
    switch (showing) {
    case Showing::whole: return "l";
    case Showing::date: return "tdD";
    case Showing::instant: return "tsu:UTC";
    case Showing::amount: return "d:38,8";
    case Showing::money:
    case Showing::percent: return "d:38,4";
    case Showing::decimal: return "d:38,18";
    case Showing::code: return "i";
    default: return "u";
    }
}

void finish(std::unique_ptr<ArrayParts> parts, std::int64_t length, std::int64_t nulls,
            std::int64_t buffers, ArrowArray& out) {
    ArrowArray made{};
    made.length = length;
    made.null_count = nulls;
    made.n_buffers = buffers;
    made.buffers = parts->buffers.data();
    hand_out(std::move(parts), made, out);
}

std::unique_ptr<Owned<ArrowArray>> dictionary_of(const std::vector<std::string>& names) {
    auto parts = std::make_unique<ArrayParts>();
    parts->offsets = {0};
    for (const std::string& name : names) {
        parts->values.insert(parts->values.end(), name.begin(), name.end());
        parts->offsets.push_back(static_cast<std::int32_t>(parts->values.size()));
    }
    parts->buffers = {nullptr, parts->offsets.data(), parts->values.data()};
    auto made = std::make_unique<Owned<ArrowArray>>();
    finish(std::move(parts), static_cast<std::int64_t>(names.size()), 0, 3, made->arrow);
    return made;
}

/// A signed number of 128 bits in two's complement, little-endian, built from 64-bit halves.
class Wide {
  public:
    explicit Wide(std::int64_t value)
        : low_(static_cast<std::uint64_t>(value)), high_(value < 0 ? ~std::uint64_t{0} : 0) {}

    void times_ten() noexcept {
        constexpr std::uint64_t half = 0xFFFFFFFFU;
        const std::uint64_t low = (low_ & half) * 10;
        const std::uint64_t middle = (low_ >> 32U) * 10 + (low >> 32U);
        low_ = (middle << 32U) | (low & half);
        high_ = high_ * 10 + (middle >> 32U);
    }
    [[nodiscard]] std::array<std::uint64_t, 2> words() const noexcept { return {low_, high_}; }

  private:
    std::uint64_t low_;
    std::uint64_t high_;
};

} // namespace

void ArrowColumn::describe(const ShownColumn& shown, ArrowSchema& out) {
    std::unique_ptr<Owned<ArrowSchema>> dictionary;
    if (shown.showing == Showing::code) {
        dictionary = std::make_unique<Owned<ArrowSchema>>();
        make_schema("u", "", true, {}, nullptr, dictionary->arrow);
    }
    make_schema(format_of(shown.showing), shown.column->name, shown.column->nullable, {},
                std::move(dictionary), out);
}

void make_struct(std::vector<Owned<ArrowSchema>> children, ArrowSchema& out) {
    make_schema("+s", "", false, std::move(children), nullptr, out);
}

void make_struct(std::vector<Owned<ArrowArray>> children, std::int64_t length, ArrowArray& out) {
    auto parts = std::make_unique<ArrayParts>();
    parts->children = std::move(children);
    finish(std::move(parts), length, 0, 1, out);
}

ArrowColumn::ArrowColumn(const ShownColumn& shown, std::size_t rows) : shown_(shown) {
    constexpr std::size_t widest = 16;
    values_.reserve(rows * widest);
    validity_.reserve(rows / 8 + 1);
    if (shown.showing == Showing::text || is_name(shown.showing)) offsets_.reserve(rows + 1);
}

template <class Value>
void ArrowColumn::append(Value value) {
    const std::size_t at = values_.size();
    values_.resize(at + sizeof(Value));
    std::memcpy(values_.data() + at, &value, sizeof(Value));
}

void ArrowColumn::mark(bool valid) {
    const auto bit = static_cast<unsigned>(rows_ % 8);
    if (bit == 0) validity_.push_back(0);
    if (valid) validity_.back() = static_cast<std::uint8_t>(validity_.back() | (1U << bit));
    if (!valid) ++nulls_;
    ++rows_;
}

void ArrowColumn::add_null() {
    switch (shown_.showing) {
    case Showing::date:
    case Showing::code: append(std::int32_t{0}); break;
    case Showing::whole:
    case Showing::instant: append(std::int64_t{0}); break;
    case Showing::amount:
    case Showing::money:
    case Showing::decimal:
    case Showing::percent: append(std::array<std::uint64_t, 2>{}); break;
    default: offsets_.push_back(offsets_.back());
    }
}

void ArrowColumn::add_text(std::string_view text) {
    if (values_.size() + text.size() > std::numeric_limits<std::int32_t>::max()) {
        throw Error(ErrorCode::overflow, "a batch of rows has more than 2 GiB of text");
    }
    values_.insert(values_.end(), text.begin(), text.end());
    offsets_.push_back(static_cast<std::int32_t>(values_.size()));
}

void ArrowColumn::add_decimal(std::int64_t coefficient, int from, int to) {
    Wide wide(coefficient);
    for (; from < to; ++from)
        wide.times_ten();
    append(wide.words());
}

int ArrowColumn::digits(const storage::RowBatch& batch, std::size_t row) {
    const auto code = batch.at(row, *shown_.beside).view();
    if (code != currency_) {
        currency_ = code;
        currency_digits_ = Currency::of(code).digits();
    }
    return currency_digits_;
}

void ArrowColumn::add(const storage::RowBatch& batch, std::size_t row, Names& names) {
    const storage::Cell& cell = batch.at(row, shown_.position);
    mark(!cell.is_null());
    if (cell.is_null()) return add_null();
    switch (shown_.showing) {
    case Showing::text: add_text(cell.view()); break;
    case Showing::whole:
    case Showing::instant: append(cell.integer); break;
    case Showing::date: append(static_cast<std::int32_t>(cell.integer)); break;
    case Showing::code: append(static_cast<std::int32_t>(cell.integer - 1)); break;
    case Showing::amount:
        add_decimal(cell.integer, digits(batch, row) + amount_digits, amount_scale);
        break;
    case Showing::money: add_decimal(cell.integer, digits(batch, row), money_scale); break;
    case Showing::percent: add_decimal(cell.integer, percent_scale, percent_scale); break;
    case Showing::decimal: {
        const auto scale = static_cast<int>(batch.integer(row, shown_.position + 1));
        add_decimal(cell.integer, scale, decimal_scale);
        break;
    }
    default:
        if (name_.empty() || cell.integer != id_) name_ = names.of(shown_, batch, row);
        id_ = cell.integer;
        add_text(name_);
    }
}

void ArrowColumn::move_into(ArrowArray& out) && {
    const Showing showing = shown_.showing;
    const bool texts = showing == Showing::text || is_name(showing);
    auto parts = std::make_unique<ArrayParts>();
    parts->validity = std::move(validity_);
    parts->values = std::move(values_);
    parts->offsets = std::move(offsets_);
    const void* validity = nulls_ == 0 ? nullptr : parts->validity.data();
    parts->buffers = {
        validity, texts ? static_cast<const void*>(parts->offsets.data()) : parts->values.data(),
        parts->values.data()};
    if (showing == Showing::code) parts->dictionary = dictionary_of(shown_.column->names);
    finish(std::move(parts), rows_, nulls_, texts ? 3 : 2, out);
}

} // namespace prorata
