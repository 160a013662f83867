// A book's file with bytes written over it (three of place, one of value): it opens, reads,
// verifies and takes a command, or refuses by Error; it never crashes and never hangs.

#include "target.hpp"

#include "../simulation/world.hpp"

using namespace simulation;

namespace {

void use(Portal& portal) {
    (void)digests(portal.engine);
    (void)portal.engine.verify();
    (void)portal.engine.perform({morning("2025-11-10"), "fuzz", "fuzz"}, "subscribe",
                                purchase("post", "fuzz", "crm"));
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
    (void)accepted([&] {
        with_book(use);
        return true;
    });
}
