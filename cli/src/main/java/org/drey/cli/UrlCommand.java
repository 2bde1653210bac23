package org.drey.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.drey.blocklist.name.PublicSuffixes;
import org.drey.terminal.LineLoop;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./drey url}: how Drey reads URLs and names. */
@Command(
    name = "url",
    mixinStandardHelpOptions = true,
    description = "Shows how URLs, names and addresses are read: one JSON object a line.",
    footer = {
      "",
      "A line is an absolute http or https URL, a DNS name or an IP address. Fields:",
      "  input              the line",
      "  canonical          a URL as the URL standard (WHATWG) writes it, without",
      "                     user info and fragment; a name in A-labels; an",
      "                     address in its shortest form",
      "  error              instead of canonical: why the line is none of these",
      "  host               the host of the canonical form",
      "  registered_domain  public suffix and one label; null for a public suffix",
      "  public_suffix      by the public suffix list with its private section",
      "  expressions        under which a list may hold it, as in Safe Browsing v4",
      "With an error, host and both domains are null and expressions is empty. Both",
      "domains are null for an address, and for a host too long for DNS. The output",
      "is ASCII, with JSON escapes.",
      "",
      "Exit status: 0 all were read, 1 a line has an error, 2 used wrongly.",
      "",
      "Examples:",
      "  ./drey url HTTP://www.Shop.example:80/a/../b?c",
      "  ./drey url bücher.example 0x7f.1 '[2001:db8:0::1]'",
      "  ./drey url < lines.txt"
    })
public final class UrlCommand implements Callable<Integer> {
  @Parameters(arity = "0..*", paramLabel = "LINE", description = "The lines to read; else stdin.")
  private List<String> lines = List.of();

  @Option(names = "--psl", paramLabel = "FILE", description = "Another public suffix list.")
  private @Nullable Path suffixList;

  private CommandSpec spec = CommandSpec.create();

  /** A name may begin with a hyphen. */
  @Spec
  void setSpec(CommandSpec spec) {
    this.spec = spec;
    spec.parser().unmatchedOptionsArePositionalParams(true);
  }

  @Override
  public Integer call() throws Exception {
    for (String line : lines) {
      if (line.startsWith("--")) {
        throw new ParameterException(
            spec.commandLine(),
            "Unknown option: '" + line + "'. A line that begins so is read from standard input.");
      }
    }
    PublicSuffixes suffixes =
        suffixList == null ? PublicSuffixes.bundled() : PublicSuffixes.read(suffixList);
    UrlReport report = new UrlReport(suffixes);
    PrintWriter out = spec.commandLine().getOut();
    if (spec.commandLine().getParseResult().hasMatchedPositional(0)) {
      lines.forEach(line -> out.print(report.of(line) + "\n"));
    } else {
      LineLoop.hold(out, report::of);
    }
    out.flush();
    return report.allRead() ? 0 : 1;
  }
}
