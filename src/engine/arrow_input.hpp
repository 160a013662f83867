#pragma once

#include "prorata/base/error.hpp"
#include "prorata/engine/arrow.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace prorata {

/// Somebody else's Arrow C stream, read as the texts that commands take.
///
/// | Arrow | text |
/// | --- | --- |
/// | utf8, large utf8, utf8 view, also as a dictionary | as it is |
/// | int8 to int64, uint8 to uint64; decimal of 32, 64, 128 bits | the number, without an exponent
/// | | timestamp with a zone | an instant; finer than microseconds is refused |
///
/// Binary floating-point numbers are refused, because they are rarely what was written.
///
/// Owns:    the stream, which it releases whatever happens.
/// Threads: one at a time.
class ArrowInput {
  public:
    /// What a column holds; `nothing` is the type of nulls.
    enum class Kind : std::uint8_t {
        nothing,
        text,
        large_text,
        text_view,
        whole,
        natural,
        decimal,
        instant,
        other,
    };
    struct Type {
        Kind kind = Kind::other;
        int bytes = 0;                       ///< Of a number.
        int scale = 0;                       ///< Of a decimal.
        std::int64_t per_second = 0;         ///< Of an instant.
        std::string refusal = {};            ///< Of another one: what it is, and what to give.
        std::optional<Kind> dictionary = {}; ///< Of the texts that numbers stand for.
    };
    struct Column {
        std::string name;
        Type type;
    };

    /// Errors: Error{misuse} for a stream that was released; Error{invalid_argument} for one that
    ///         fails or has no columns.
    explicit ArrowInput(ArrowArrayStream& stream);
    ~ArrowInput();
    ArrowInput(const ArrowInput&) = delete;
    ArrowInput& operator=(const ArrowInput&) = delete;

    [[nodiscard]] const std::vector<Column>& columns() const noexcept { return columns_; }
    /// Reads the next batch; false at the end.
    /// Errors: Error{invalid_argument} if the stream fails or does not hold what it says.
    bool next();
    /// Of the batch.
    [[nodiscard]] std::int64_t rows() const noexcept { return batch_.length; }
    /// A cell of the batch as text; nothing if it is null.
    /// Errors: Error{inexact, overflow}.
    [[nodiscard]] std::optional<std::string> text(std::size_t column, std::int64_t row) const;

  private:
    void require_right(const ArrowArray& array, const Type& type) const;
    void drop_batch() noexcept;

    ArrowArrayStream stream_;
    ArrowArray batch_{};
    std::vector<Column> columns_;
};

} // namespace prorata
