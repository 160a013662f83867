#pragma once

#include "prorata/engine/engine.hpp"
#include "prorata/scenario/stage.hpp"

namespace prorata {

/// Plays scenarios on a book: verbs are the engine's commands, tables those of `Engine::show`.
///
/// A catalogue is published at the instant of the command above it, or in the year 2000 if there
/// is none, so that a story may begin whenever it likes. Each command's key is the line's number.
///
/// Threads: one at a time.
class EngineStage : public Stage {
  public:
    /// `engine` outlives the stage.
    explicit EngineStage(Engine& engine) : engine_(engine) {}

    [[nodiscard]] StepAnswer perform(const Step& step) override;
    [[nodiscard]] TextTable show(std::string_view table, const Arguments& filters,
                                 Instant at) override;
    void load_catalog(std::string_view text) override;

  private:
    Engine& engine_;
    Instant at_ = Instant::parse("2000-01-01T00:00:00Z");
    int catalogs_ = 0;
};

} // namespace prorata
