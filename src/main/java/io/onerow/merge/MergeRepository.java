package io.onerow.merge;

import org.springframework.data.repository.Repository;

/** The merges of all tenants, and the functions that make them. */
interface MergeRepository extends Repository<StoredMerge, StoredMerge.Key>, MergeFunctions {

}
