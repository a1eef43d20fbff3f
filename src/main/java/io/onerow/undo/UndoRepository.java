package io.onerow.undo;

import org.springframework.data.repository.Repository;

/** What is remembered of undone writes, and the functions that undo them. */
interface UndoRepository extends Repository<StoredDifference, StoredDifference.Key>, UndoFunctions {

}
