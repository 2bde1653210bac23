package org.drey.cli.collect;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.drey.collect.feed.FollowedFile.FileContent;
import org.drey.collect.firm.CustomerTable;
import org.drey.collect.firm.FirmFacts;
import org.drey.collect.firm.PairFile;
import org.drey.collect.firm.RelationTable;
import org.drey.event.TopicNames;
import org.drey.terminal.UserError;
import org.drey.terminal.WrongUse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Options of payments: what the firm knows about its customers. */
final class FirmOptions {
  private static final Logger LOG = LoggerFactory.getLogger(FirmOptions.class);

  @Option(
      names = "--customers",
      paramLabel = "FILE",
      description =
          "For payments: who holds which account, CSV with the heading"
              + " account,kind,age_band,zone,opened,kyc,channel,mcc. Followed as it changes.")
  private @Nullable Path customers;

  @Option(
      names = "--relations",
      paramLabel = "FILE",
      description =
          "For payments: what ties pairs, CSV with the heading payer,payee,relationship. Followed as"
              + " it changes.")
  private @Nullable Path relations;

  @Option(
      names = "--pairs",
      paramLabel = "FILE",
      description =
          "For payments: when each payer first paid each payee; kept by the collector, filled from"
              + " old payments by ./drey collect pairs.")
  private @Nullable Path pairs;

  /** Refuses what is not used. */
  void check(CommandSpec spec, List<String> streams) {
    boolean isGiven = Stream.of(customers, relations, pairs).anyMatch(Objects::nonNull);
    if (isGiven && !streams.contains(TopicNames.PAYMENTS)) {
      throw WrongUse.of(
          spec, "--customers, --relations, --pairs: for payments, which are not read");
    }
  }

  /** Returns what is known, now and later. */
  FirmFacts open(FollowedFiles followed) throws Exception {
    SecretKeySpec key = FirmFacts.randomKey();
    Supplier<CustomerTable> ofCustomers =
        follow("--customers", customers, file -> CustomerTable.read(file, key), followed);
    Supplier<RelationTable> ofRelations =
        follow("--relations", relations, file -> RelationTable.read(file, key), followed);
    PairFile ofPairs = pairs == null ? null : open(pairs);
    if (ofPairs != null) {
      warnOfYouth(ofPairs);
    }
    return new FirmFacts(key, ofCustomers, ofRelations, ofPairs);
  }

  private void warnOfYouth(PairFile file) {
    Instant reach = Instant.now().minus(PairFile.REACH);
    String begin = file.earliest().map(Instant::toString).orElse("now");
    if (file.earliest().filter(earliest -> !earliest.isAfter(reach)).isEmpty()) {
      LOG.warn(
          "{} begins {}: until it has {} days, a first payment to a payee has no tenure."
              + " ./drey collect pairs fills it with old ones",
          pairs,
          begin,
          PairFile.REACH.toDays());
    }
  }

  private static <T> @Nullable Supplier<T> follow(
      String option, @Nullable Path file, FileContent<T> reader, FollowedFiles followed)
      throws Exception {
    return file == null ? null : followed.add(option, file, reader);
  }

  /** Opens a file of pairs, and says what is wrong with it. */
  static PairFile open(Path file) {
    try {
      PairFile opened = PairFile.open(file);
      if (opened.damaged() > 0) {
        LOG.warn(
            "{}: {} records are damaged: of their pairs the next payment counts as the first",
            file,
            opened.damaged());
      }
      return opened;
    } catch (IOException e) {
      throw new UserError("--pairs: " + file + ": " + e.getMessage());
    }
  }
}
