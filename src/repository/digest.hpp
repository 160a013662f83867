#pragma once

#include "prorata/storage/row_batch.hpp"

#include <nettle/sha2.h>

#include <string>
#include <string_view>

namespace prorata {

/// SHA-256 over rows and texts. Every value is written with its kind and length, so that no two
/// sequences of values have the same bytes.
class Digest {
  public:
    Digest() noexcept;

    void add(std::string_view text) noexcept;
    void add(std::int64_t value) noexcept;
    void add(const storage::RowBatch& rows, std::size_t row) noexcept;
    /// The first `columns` of a row.
    void add(const storage::RowBatch& rows, std::size_t row, std::uint32_t columns) noexcept;
    /// 64 hexadecimal digits. Nothing can be added afterwards.
    [[nodiscard]] std::string hex();

  private:
    void add(const storage::Cell& cell) noexcept;

    sha256_ctx state_;
};

/// The link of a row of the journal to the one before it, whose link is `before`: "" for the first.
[[nodiscard]] std::string link_of(std::string_view before, const storage::RowBatch& journal,
                                  std::size_t row);

} // namespace prorata
