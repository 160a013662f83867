// Without libFuzzer: every file of the corpus, and so many random changes of them, always the same.
//
// usage: TARGET CHANGES FILE…

#include "target.hpp"

#include <fstream>
#include <iostream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

namespace {

std::string changed(const std::vector<std::string>& corpus, std::mt19937& random) {
    std::string text = corpus[random() % corpus.size()];
    for (auto times = 1 + random() % 4; times > 0; --times) {
        const auto place = random() % (text.size() + 1);
        switch (random() % 5) {
        case 0: text.insert(place, 1, static_cast<char>(random() % 256)); break;
        case 1: text.erase(place, 1 + random() % 8); break;
        case 2: // a piece of another file
        {
            const std::string& other = corpus[random() % corpus.size()];
            text.insert(place, other.substr(random() % (other.size() + 1), random() % 32));
            break;
        }
        case 3: text.resize(place); break;
        default:
            if (place < text.size())
                text[place] = static_cast<char>(static_cast<unsigned char>(text[place]) ^
                                                (1U << random() % 8));
        }
    }
    return text;
}

} // namespace

int main(int count, char** words) {
    std::vector<std::string> corpus{""};
    for (int i = 2; i < count; ++i) {
        std::ifstream file(words[i], std::ios::binary);
        corpus.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
    for (const std::string& text : corpus)
        fuzz(text);
    std::mt19937 random(2026);
    const int changes = std::atoi(words[1]);
    for (int i = 0; i < changes; ++i)
        fuzz(changed(corpus, random));
    std::cout << "checked: " << corpus.size() << " files and " << changes << " changes of them\n";
    return 0;
}
