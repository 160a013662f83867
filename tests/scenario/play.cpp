// Plays scenario files on the engine: play [--accept] [--sqlite FILE] STORY…
// A catalogue's path is relative to the story. Exit code 0 when every expectation holds.

#include "prorata/scenario/engine_stage.hpp"
#include "prorata/scenario/report.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

namespace {

std::string contents(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        throw prorata::Error(prorata::ErrorCode::not_found, "there is no file " + path.string());
    }
    return {std::istreambuf_iterator<char>(file), {}};
}

prorata::Engine new_book(const std::string& file) {
    if (file.empty()) return prorata::Engine::in_memory();
    for (const char* suffix : {"", "-wal", "-shm"})
        std::filesystem::remove(file + suffix);
    return prorata::Engine::open(file);
}

/// Every charge of a story is explained to its last unit: nothing follows the sentence.
bool explained(prorata::Engine& engine) {
    const auto never = prorata::Instant::from_micros(0);
    bool all = true;
    for (const auto& row : engine.show("charge", {}, never).rows) {
        const std::string text = engine.explain(std::stoll(row.front()), "en");
        if (text.find('\n') == std::string::npos) continue;
        std::cout << "charge " << row.front() << ": " << text << '\n';
        all = false;
    }
    return all;
}

bool play(const std::filesystem::path& path, bool accept, const std::string& file) {
    const std::string text = contents(path);
    const auto script = prorata::parse_script(text, path.filename().string());
    prorata::Engine engine = new_book(file);
    prorata::EngineStage stage(engine);
    const auto report = prorata::run_script(script, stage, [&path](std::string_view other) {
        return contents(path.parent_path() / other);
    });
    std::cout << report.text();
    if (accept && !report.passed()) {
        std::ofstream(path, std::ios::binary) << prorata::accepted(text, report);
    }
    const auto findings = engine.verify(); // every story leaves right books
    for (const prorata::Finding& finding : findings) {
        std::cout << script.name << ": verify " << finding.rule << ": " << finding.table << ' '
                  << finding.row << ": " << finding.message << '\n';
    }
    return explained(engine) && report.passed() && findings.empty();
}

} // namespace

int main(int count, char** values) {
    bool accept = false;
    std::string file;
    std::vector<std::string> stories;
    for (int i = 1; i < count; ++i) {
        const std::string value = values[i];
        if (value == "--accept") {
            accept = true;
        } else if (value == "--sqlite" && i + 1 < count) {
            file = values[++i];
        } else {
            stories.push_back(value);
        }
    }
    int failed = 0;
    for (const std::string& story : stories) {
        try {
            if (!play(story, accept, file)) ++failed;
        } catch (const prorata::Error& error) {
            std::cout << story << ": " << error.what() << '\n';
            ++failed;
        }
    }
    return failed == 0 && !stories.empty() ? 0 : 1;
}
