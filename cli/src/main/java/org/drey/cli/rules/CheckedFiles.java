package org.drey.cli.rules;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.sigma.InvalidRulesException;
import org.drey.rules.sigma.RuleFile;
import org.drey.yaml.YamlProblem;

/**
 * Rule files, of which those that are refused are left out.
 *
 * @param ruleSet the rules of the others
 * @param loaded how many files those are
 * @param refused what is wrong with the files that are left out, of each at least one thing
 */
record CheckedFiles(RuleSet ruleSet, int loaded, List<YamlProblem> refused) {

  /**
   * Compiles files until no more are refused. One that is built on a rule of a refused file is
   * refused with it: that rule does not exist.
   */
  static CheckedFiles of(RuleOptions options, DreyConfiguration configuration) throws IOException {
    List<YamlProblem> refused = new ArrayList<>();
    List<RuleFile> files = options.files(refused);
    while (true) {
      try {
        RuleSet ruleSet = StreamRegistry.compile(files, configuration);
        return new CheckedFiles(ruleSet, files.size(), List.copyOf(refused));
      } catch (InvalidRulesException e) {
        Set<String> names =
            e.problems().stream().map(YamlProblem::file).collect(Collectors.toSet());
        List<RuleFile> others =
            files.stream().filter(file -> !names.contains(file.name())).toList();
        if (others.size() == files.size()) {
          throw e; // of no file: nothing could be left out
        }
        refused.addAll(e.problems());
        files = others;
      }
    }
  }

  /** Returns how many files are refused. */
  long refusedFiles() {
    return refused.stream().map(YamlProblem::file).distinct().count();
  }

  /** The counts for people. */
  String toText() {
    String rules = ruleSet.heads().size() + " rules, set " + ruleSet.version().substring(0, 12);
    return refused.isEmpty()
        ? rules
        : "%d of %d files refused, %d loaded: %s"
            .formatted(refusedFiles(), loaded + refusedFiles(), loaded, rules);
  }

  /** The same for programs, with each place and reason. */
  Map<String, Object> toMap() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("files", loaded + refusedFiles());
    all.put("loaded", loaded);
    all.put("refused", refused.stream().map(CheckedFiles::toMap).toList());
    return all;
  }

  private static Map<String, Object> toMap(YamlProblem problem) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("file", problem.file());
    one.put("line", problem.line());
    one.put("reason", problem.reason());
    return one;
  }
}
