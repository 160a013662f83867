#pragma once

#include <cstdint>
#include <string>
#include <string_view>

/// Decisions read from a fuzzer's bytes; when they are used up, every decision is 0.
class Bytes {
  public:
    explicit Bytes(std::string_view bytes) : left_(bytes) {}

    [[nodiscard]] bool more() const noexcept { return !left_.empty(); }

    std::uint8_t byte() noexcept {
        if (left_.empty()) return 0;
        const auto first = static_cast<std::uint8_t>(left_.front());
        left_.remove_prefix(1);
        return first;
    }
    /// 0 to below - 1; `below` is at most 256.
    std::size_t below(std::size_t below) noexcept { return byte() % below; }
    bool once_in(std::size_t times) noexcept { return below(times) == times - 1; }
    std::uint64_t word() noexcept {
        std::uint64_t all = 0;
        for (int i = 0; i < 8; ++i)
            all = (all << 8U) | byte();
        return all;
    }
    /// At most 15 bytes.
    std::string text() {
        const std::size_t length = below(16);
        const std::string_view piece = left_.substr(0, length);
        left_.remove_prefix(piece.size());
        return std::string(piece);
    }

  private:
    std::string_view left_;
};
