#include "repository/digest.hpp"

#include <array>

namespace prorata {

namespace {

void put(sha256_ctx& state, std::string_view bytes) {
    sha256_update(&state, bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()));
}

/// The kind of a value, then a number in the order of bytes of all machines.
void put(sha256_ctx& state, char kind, std::int64_t value) {
    std::array<char, 9> bytes{kind};
    for (std::size_t i = 1; i < bytes.size(); ++i)
        bytes[i] = static_cast<char>(static_cast<std::uint64_t>(value) >> (8 * (i - 1)));
    put(state, {bytes.data(), bytes.size()});
}

} // namespace

Digest::Digest() noexcept {
    sha256_init(&state_);
}

void Digest::add(std::string_view text) noexcept {
    put(state_, 't', static_cast<std::int64_t>(text.size()));
    put(state_, text);
}

void Digest::add(std::int64_t value) noexcept {
    put(state_, 'i', value);
}

void Digest::add(const storage::Cell& cell) noexcept {
    switch (cell.kind) {
    case storage::CellKind::null: put(state_, 'n', 0); break;
    case storage::CellKind::integer: add(cell.integer); break;
    case storage::CellKind::text: add(cell.view()); break;
    }
}

void Digest::add(const storage::RowBatch& rows, std::size_t row) noexcept {
    for (const storage::Cell& cell : rows.row(row))
        add(cell);
}

void Digest::add(const storage::RowBatch& rows, std::size_t row, std::uint32_t columns) noexcept {
    for (const storage::Cell& cell : rows.row(row).first(columns))
        add(cell);
}

std::string Digest::hex() {
    std::array<std::uint8_t, SHA256_DIGEST_SIZE> bytes{};
    sha256_digest(&state_, bytes.size(), bytes.data());
    std::string text;
    for (const std::uint8_t byte : bytes) {
        text += "0123456789abcdef"[byte / 16];
        text += "0123456789abcdef"[byte % 16];
    }
    return text;
}

std::string link_of(std::string_view before, const storage::RowBatch& journal, std::size_t row) {
    Digest digest;
    digest.add(before);
    digest.add(journal, row, journal.table().column("link"));
    return digest.hex();
}

} // namespace prorata
