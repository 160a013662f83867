// A book's file with bytes written over it (three of place, one of value): it is read whole and
// verified, or refused by a fault of the file; then it takes a command or refuses it. It never
// crashes and never hangs.

#include "target.hpp"

#include "../simulation/world.hpp"

using namespace simulation;

namespace {

/// What can be wrong with a file, and nothing that would blame the caller.
bool of_a_file(ErrorCode code) {
    return code >= ErrorCode::storage_failed && code <= ErrorCode::storage_unsafe;
}

bool can_be_read() {
    try {
        with_book([](Portal& portal) {
            (void)digests(portal.engine);
            (void)portal.engine.verify();
        });
        return true;
    } catch (const Error& error) {
        demand(of_a_file(error.code()), error.what());
        return false;
    }
}

bool takes_a_command() {
    return with_book([](Portal& portal) {
        (void)portal.engine.perform({morning("2025-11-10"), "fuzz", "fuzz"}, "subscribe",
                                    purchase("post", "fuzz", "crm"));
        return true;
    });
}

} // namespace

void fuzz(std::string_view text) {
    Disk::Image image = base_image();
    Bytes& bytes = image.at("book");
    const auto byte = [&](std::size_t i) -> std::size_t {
        return static_cast<unsigned char>(text[i]);
    };
    for (std::size_t i = 0; i + 3 < text.size() && i < 256; i += 4) {
        const std::size_t place = (byte(i) << 16U) + (byte(i + 1) << 8U) + byte(i + 2);
        bytes[place % bytes.size()] = static_cast<unsigned char>(text[i + 3]);
    }
    Disk disk(image);
    const Mounted mounted(disk);
    if (can_be_read() && accepted(takes_a_command)) (void)can_be_read();
}
