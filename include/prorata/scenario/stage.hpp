#pragma once

#include "prorata/base/error.hpp"
#include "prorata/scenario/script.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace prorata {

/// What a command gave: named values, a decline or a fault.
struct StepAnswer {
    enum class Kind { ok, declined, fault };

    Kind kind = Kind::ok;
    Arguments values;          ///< ok: name → text, in the order in which they are worth reading.
    std::string code;          ///< declined, fault: the name of the code.
    std::string message;       ///< declined, fault: the sentence for the caller.
    std::vector<Fault> faults; ///< fault: all of them.

    /// "ok", "declined over_limit: …" or "fault invalid_argument: …; path: …".
    [[nodiscard]] std::string text() const;
};

/// Where a scenario is played: the engine, or a small fake in a test.
///
/// Errors of commands and business answers are an StepAnswer; an Error that is thrown stops the
/// script. Threads: one at a time.
class Stage {
  public:
    Stage() = default;
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;
    virtual ~Stage() = default;

    /// Carries out one command at its instant.
    [[nodiscard]] virtual StepAnswer perform(const Step& step) = 0;
    /// The rows of a table that the filters select, in the table's own order.
    [[nodiscard]] virtual TextTable show(std::string_view table, const Arguments& filters,
                                         Instant at) = 0;
    /// Publishes a catalogue, given as the text of its file.
    virtual void load_catalog(std::string_view text) = 0;
};

} // namespace prorata
