// A scenario that is played, whatever each command answers: an answer is one of the documented
// ones and comes again under its key; the books are right, every charge is explained to its last
// unit.

#include "target.hpp"

#include "prorata/scenario/engine_stage.hpp"
#include "prorata/scenario/script.hpp"

#include <fstream>
#include <iterator>
#include <map>
#include <string>

using namespace prorata;

namespace {

/// A catalogue beside the stories; nothing for another path.
const std::string* catalog_of(const std::string& path) {
    static std::map<std::string, std::string> known;
    if (path.find_first_of("/\\") != std::string::npos || !path.ends_with(".json")) return nullptr;
    const auto [entry, fresh] = known.try_emplace(path);
    if (fresh) {
        std::ifstream file(std::string(PRORATA_STORIES "/") + path, std::ios::binary);
        entry->second.assign(std::istreambuf_iterator<char>(file), {});
    }
    return &entry->second;
}

/// Decades of daily charges say nothing new and take their time.
bool worth_playing(const Script& script) {
    constexpr std::int64_t span_micros = std::int64_t{1200} * 24 * 3600 * 1'000'000;
    std::optional<std::int64_t> first;
    for (const ScriptLine& line : script.lines) {
        const auto* step = std::get_if<Step>(&line);
        if (step == nullptr) continue;
        const std::int64_t at = step->at.micros();
        if (!first) first = at;
        if (at < *first - span_micros || at > *first + span_micros) return false;
    }
    return script.lines.size() < 150;
}

void play(EngineStage& stage, const Step& step) {
    const StepAnswer answer = stage.perform(step);
    demand(answer.code != "internal", answer.text().c_str());
    const bool kept = answer.kind != StepAnswer::Kind::fault;
    if (kept) demand(stage.perform(step).text() == answer.text(), "another answer to its key");
}

void check_book(Engine& engine) {
    for (const Finding& finding : engine.verify())
        demand(false, (finding.rule + ": " + finding.table + ": " + finding.message).c_str());
    const auto charges = engine.show("charge", {}, Instant::from_micros(0));
    for (const auto& row : charges.rows) {
        const std::string text = engine.explain(std::stoll(row.front()), "en");
        demand(text.find('\n') == std::string::npos, text.c_str());
    }
}

} // namespace

void fuzz(std::string_view text) {
    const auto script = accepted([&] { return parse_script(text, "fuzz"); });
    if (!script || !worth_playing(*script)) return;
    Engine engine = Engine::in_memory();
    EngineStage stage(engine);
    for (const ScriptLine& line : script->lines) {
        if (const auto* step = std::get_if<Step>(&line)) play(stage, *step);
        const auto* load = std::get_if<LoadCatalog>(&line);
        if (load == nullptr) continue;
        if (const std::string* catalog = catalog_of(load->path)) {
            (void)accepted([&] {
                stage.load_catalog(*catalog);
                return true;
            });
        }
    }
    check_book(engine);
}
