package org.drey.console.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.drey.console.FreshDatabase;
import org.drey.console.store.ConsoleDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Filters under names. */
final class SavedViewsTest {
  @TempDir private Path place;
  private ConsoleDatabase database;
  private SavedViews views;

  @BeforeEach
  void open() throws IOException {
    database = FreshDatabase.open(place.resolve("console.db"));
    views = new SavedViews(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void eachAnalystHasTheirOwn() {
    assertTrue(views.save("a17", new SavedViews.View("mine", "claim=mine")));
    assertTrue(views.save("a18", new SavedViews.View("mine", "track=payer")));
    views.delete("a18", "never was");
    assertEquals(List.of(new SavedViews.View("mine", "claim=mine")), views.of("a17"));
    views.delete("a18", "mine");
    assertEquals(List.of(), views.of("a18"));
    assertEquals(1, views.of("a17").size());
  }

  @Test
  void theSameNameIsReplacedAndThereAreOnlySoMany() {
    for (int i = 0; i < SavedViews.MAX; i++) {
      assertTrue(views.save("a17", new SavedViews.View("view " + i, "")));
    }
    assertFalse(views.save("a17", new SavedViews.View("one more", "")));
    assertTrue(views.save("a17", new SavedViews.View("view 3", "due=noon")));
    assertTrue(views.save("a18", new SavedViews.View("one more", "")));
    assertEquals(SavedViews.MAX, views.of("a17").size());
    assertTrue(views.of("a17").contains(new SavedViews.View("view 3", "due=noon")));
  }
}
