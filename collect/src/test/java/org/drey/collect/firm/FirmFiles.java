package org.drey.collect.firm;

import java.nio.file.Files;
import java.nio.file.Path;
import javax.crypto.spec.SecretKeySpec;
import org.drey.collect.feed.TestFeed;
import org.drey.collect.feed.TestFiles;
import org.drey.collect.feed.TokenKeys;
import org.jspecify.annotations.Nullable;

/** The files of a firm that tests begin with, and a feed that they are joined to. */
final class FirmFiles {
  static final String CUSTOMERS =
      """
      account,kind,age_band,zone,opened,kyc
      # in any order of rows
      NL26 EXAM 0000 0000 01,PERSON,UNDER_18,Europe/Amsterdam,2024-01-10,FULL
      GB22EXAM00000000000003,PERSON,ADULT,+01:00,2026-02-20,BASIC
      "shop, the first",BUSINESS,,,,
      """;
  static final String RELATIONS =
      """
      payer,payee,relationship
      nl26exam0000000001,GB22 EXAM 0000 0000 0000 03,VERIFIED_FAMILY
      """;

  final Path folder;
  @Nullable CustomerTable customers;
  @Nullable RelationTable relations;
  @Nullable PairFile pairs;
  private final SecretKeySpec key = FirmFacts.randomKey();

  FirmFiles(Path folder) {
    this.folder = folder;
  }

  FirmFiles customers(String rows) throws Exception {
    customers = CustomerTable.read(Files.writeString(folder.resolve("customers.csv"), rows), key);
    return this;
  }

  FirmFiles relations(String rows) throws Exception {
    relations = RelationTable.read(Files.writeString(folder.resolve("relations.csv"), rows), key);
    return this;
  }

  FirmFiles pairs() throws Exception {
    pairs = PairFile.open(folder.resolve("pairs.drey"));
    return this;
  }

  FirmFacts facts() {
    return new FirmFacts(
        key,
        customers == null ? null : () -> customers,
        relations == null ? null : () -> relations,
        pairs);
  }

  TokenKeys keys() throws Exception {
    return TokenKeys.read(
        TestFiles.secret(
            folder.resolve("tokens.key"), "1: " + TestFiles.KEY_1 + "\n2: " + TestFiles.KEY_2));
  }

  TestFeed feed() throws Exception {
    return TestFeed.ofPayments(true, keys(), facts());
  }
}
