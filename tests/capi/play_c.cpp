// Plays scenario files through the C functions: play_c STORY… Exit code 0 when every expectation
// holds and every book is right at its end.

#include "capi/c_stage.hpp"
#include "prorata/scenario/report.hpp"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

namespace {

std::string contents(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw prorata::Error(prorata::ErrorCode::not_found, "there is no " + path.string());
    return {std::istreambuf_iterator<char>(file), {}};
}

bool play(const std::filesystem::path& path) {
    const auto script = prorata::parse_script(contents(path), path.filename().string());
    c_book::Book book;
    c_stage::CStage stage(book.engine);
    const auto report = prorata::run_script(script, stage, [&path](std::string_view other) {
        return contents(path.parent_path() / other);
    });
    const auto findings = stage.show("verify", {}, prorata::Instant::parse("2000-01-01T00:00:00Z"));
    std::cout << report.text() << (findings.rows.empty() ? "" : findings.text());
    return report.passed() && findings.rows.empty();
}

} // namespace

int main(int count, char** stories) {
    int failed = count > 1 ? 0 : 1;
    for (int i = 1; i < count; ++i) {
        if (!play(stories[i])) ++failed;
    }
    std::cout << count - 1 << " stories, " << failed << " failed\n";
    return failed == 0 ? 0 : 1;
}
