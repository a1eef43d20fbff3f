package io.onerow.review;

import org.springframework.data.repository.Repository;

/** The questions of all tenants, and the functions that ask and answer them. */
interface ReviewRepository extends Repository<StoredReview, StoredReview.Key>, ReviewFunctions {

}
