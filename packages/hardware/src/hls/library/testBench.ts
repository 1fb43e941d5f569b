/**
 * The rest of the test bench after its `namespace test_bench {`, the same for every network. In front stand `inputs`,
 * `outputs`, `input_fraction`, `output_fraction` and `network`. Integers pass as doubles, exact below 2^53.
 */
export const testBenchBody = `const int mismatches_shown = 10;

typedef std::vector<long long> integers;

void stop(const std::string &message)
{
    std::cerr << message << "\\n";
    std::exit(2);
}

std::string place(const std::string &path, size_t vector)
{
    std::ostringstream text;
    text << path << ", vector " << vector << ": ";
    return text.str();
}

/// At most \`limit\` vectors of \`size\` integers, one from each line.
std::vector<integers> read_vectors(const std::string &path, size_t size, size_t limit)
{
    std::ifstream file(path.c_str());
    if (!file) stop("Cannot read " + path);
    std::vector<integers> vectors;
    std::string line;
    while (vectors.size() < limit && std::getline(file, line)) {
        std::istringstream words(line);
        integers vector;
        long long integer;
        while (words >> integer) vector.push_back(integer);
        if (!words.eof()) stop(place(path, vectors.size()) + "expected integers, got '" + line + "'");
        if (vector.size() != size) stop(place(path, vectors.size()) + "wrong number of integers");
        vectors.push_back(vector);
    }
    return vectors;
}

integers run(const integers &stimulus, size_t vector)
{
    input_t x[inputs];
    output_t y[outputs];
    for (size_t i = 0; i < inputs; i++) {
        const double value = std::ldexp(double(stimulus[i]), -input_fraction);
        x[i] = value;
        if (x[i].to_double() != value) stop(place("stimuli", vector) + "an integer is out of the input's range");
    }
    network(x, y);
    integers result(outputs);
    for (size_t i = 0; i < outputs; i++) result[i] = (long long)(std::ldexp(y[i].to_double(), output_fraction));
    return result;
}

void write_vector(std::ostream &file, const integers &vector)
{
    for (size_t i = 0; i < vector.size(); i++) file << (i ? " " : "") << vector[i];
    file << "\\n";
}

/// The number of elements that differ; tells the first few.
long compare(const integers &result, const integers &expected, size_t vector)
{
    static int shown = 0;
    long differing = 0;
    for (size_t i = 0; i < outputs; i++) {
        if (result[i] == expected[i]) continue;
        differing++;
        if (shown++ < mismatches_shown) {
            std::cerr << "vector " << vector << ", element " << i << ": expected " << expected[i] << ", got "
                      << result[i] << "\\n";
        }
    }
    return differing;
}

/// Reads, computes, writes and compares; returns the exit code.
int compare_files(int argc, char **argv)
{
    const std::string stimuli_path = argc > 1 ? argv[1] : "vectors/stimuli.dat";
    const std::string expected_path = argc > 2 ? argv[2] : "vectors/expected.dat";
    const std::string results_path = argc > 3 ? argv[3] : "results.dat";
    const size_t limit = argc > 4 ? std::strtoul(argv[4], 0, 10) : size_t(-1);
    const bool comparing = expected_path != "-";

    const std::vector<integers> stimuli = read_vectors(stimuli_path, inputs, limit);
    std::vector<integers> expected;
    if (comparing) expected = read_vectors(expected_path, outputs, limit);
    if (stimuli.empty()) stop(stimuli_path + " holds no vectors");
    if (comparing && expected.size() != stimuli.size()) stop("stimuli and expected differ in their number of vectors");

    std::ofstream results(results_path.c_str());
    if (!results) stop("Cannot write " + results_path);
    size_t wrong_vectors = 0;
    long wrong_elements = 0;
    for (size_t vector = 0; vector < stimuli.size(); vector++) {
        const integers result = run(stimuli[vector], vector);
        write_vector(results, result);
        const long differing = comparing ? compare(result, expected[vector], vector) : 0;
        wrong_elements += differing;
        if (differing) wrong_vectors++;
    }
    results.close();
    if (!results) stop("Cannot write " + results_path);

    if (!comparing) {
        std::cout << stimuli.size() << " vectors, not compared\\n";
        return 0;
    }
    std::cout << stimuli.size() << " vectors, " << wrong_vectors << " with mismatches (" << wrong_elements
              << " elements)\\n";
    return wrong_vectors == 0 ? 0 : 1;
}

} // namespace test_bench

int main(int argc, char **argv) { return test_bench::compare_files(argc, argv); }
`;
