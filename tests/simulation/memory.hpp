#pragma once

#include <cstdint>

namespace simulation {

/// Whose memory runs out.
enum class Memory : std::uint8_t { operator_new, sqlite };

/// From now on the n-th allocation of that kind fails, and all after it if `sticky`; n = 0 is
/// never.
void starve(Memory kind, std::int64_t n, bool sticky) noexcept;
/// No allocation fails any more.
void feed() noexcept;
/// Allocations since `starve`.
[[nodiscard]] std::int64_t allocations() noexcept;
/// Did one of them fail?
[[nodiscard]] bool starved() noexcept;
/// What is allocated and not freed: blocks of operator new and bytes of SQLite.
[[nodiscard]] std::int64_t held_memory() noexcept;
/// Puts the failing allocator under SQLite; before anything else uses SQLite.
void watch_sqlite();

} // namespace simulation
