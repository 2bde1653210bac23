package org.drey.blocklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ListEntryTest {
  /** Such a host has no place in the tree of a list. */
  @ParameterizedTest
  @ValueSource(
      strings = {"http://../page", "https://./page", "http://999999999999../page", "http://...../"})
  void aHostOfDotsIsRefused(String url) {
    for (EntryType type : new EntryType[] {EntryType.EXACT_URL, EntryType.PATH_PREFIX}) {
      var refused =
          assertThrows(
              ListEntry.EntryProblem.class,
              () -> ListEntry.of(type, url, "", ListPolicy.CHILD_PROTECTION_LIST));
      assertEquals("not an http or https URL with a valid host", refused.reason());
    }
  }
}
